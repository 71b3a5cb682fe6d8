// Quicker ways to what every page does without this script: keys for the
// search box, copying, dropping files, closing what is open, keeping one's
// place. Nothing here sends a form or changes a page by itself.

const search = document.querySelector("#query");

// "/" goes to the search box, where nobody is writing; it is the one key that
// acts alone: whoever has switched such keys off in their profile has it off.
const isWriting = (target) =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select"));
const slashIsOff = () => "keysOff" in document.body.dataset;

document.addEventListener("keydown", (event) => {
  if (!search || event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.key === "/" && !isWriting(event.target) && !slashIsOff()) {
    event.preventDefault();
    search.focus();
    search.select();
  }
});

// Escape closes what is unfolded over the page and goes back to its opener;
// so does pressing anywhere else.
const unfolded = () => document.querySelectorAll("details.menu[open], .chip > details[open]");

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const details of unfolded()) {
    const hadFocus = details.contains(document.activeElement);
    details.open = false;
    event.preventDefault();
    if (hadFocus) details.querySelector("summary")?.focus();
  }
});

// On a page of figures Escape then takes back all filters, as its link does.
const escape = document.querySelector("a[data-escape]");

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !escape || event.defaultPrevented || isWriting(event.target)) return;
  escape.click();
});

document.addEventListener("click", (event) => {
  for (const details of unfolded()) {
    if (event.target instanceof Node && !details.contains(event.target)) details.open = false;
  }
});

// Panels that would stick out to the side are moved in.
document.addEventListener(
  "toggle",
  (event) => {
    const details = event.target;
    if (!(details instanceof HTMLDetailsElement) || !details.open) return;
    const panel = details.querySelector(".chip-body");
    if (!panel || getComputedStyle(panel).position !== "absolute") return;
    const beyond = panel.getBoundingClientRect().right - (document.documentElement.clientWidth - 8);
    panel.style.insetInlineStart = beyond > 0 ? `${-beyond}px` : "";
  },
  true,
);

// Copying: the buttons are hidden until there is a script to do it.
if (navigator.clipboard) {
  for (const button of document.querySelectorAll("button[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(button.dataset.copy ?? "");
      if (button.firstChild) button.firstChild.textContent = button.dataset.copied ?? "";
    });
  }
}

// Files dropped on the field are put into it; sending them is the button's.
for (const area of document.querySelectorAll("[data-drop]")) {
  const field = area.querySelector("input[type=file]");
  const list = area.querySelector("[data-dropped]");
  const show = () => {
    const names = Array.from(field.files ?? [], (file) => file.name);
    list.textContent = names.length > 1 ? `${names.length}: ${names.slice(0, 10).join(", ")}` : "";
  };
  const over = (isOver) => (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    area.classList.toggle("is-over", isOver);
  };
  area.addEventListener("dragenter", over(true));
  area.addEventListener("dragover", over(true));
  area.addEventListener("dragleave", over(false));
  area.addEventListener("drop", (event) => {
    if (!event.dataTransfer?.files.length) return;
    event.preventDefault();
    area.classList.remove("is-over");
    field.files = event.dataTransfer.files;
    show();
  });
  field.addEventListener("change", show);
}

// Sorting, filtering and paging keep the place in the list: a link that leads
// back to the same page leaves the scroll where it was.
const PLACE = "utsyn.place";

const here = () => location.pathname;

document.addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
  if (!link || link.hash || link.rel || new URL(link.href).pathname !== here()) return;
  remember();
});
document.addEventListener("submit", remember);

function remember() {
  try {
    sessionStorage.setItem(PLACE, JSON.stringify([here(), scrollY]));
  } catch {
    // Without storage the page begins at its top, as it does without script.
  }
}

try {
  const [path, top] = JSON.parse(sessionStorage.getItem(PLACE) ?? "[]");
  sessionStorage.removeItem(PLACE);
  if (path === here() && top > 0 && !location.hash) scrollTo({ top, behavior: "instant" });
} catch {
  // Likewise.
}

// A file that is being read shows how far it is: the page is asked for again
// while it is looked at, and the words are replaced. Once the file is read the
// page is loaded anew.
const PROGRESS_MS = 2000;

const lookAgain = async () => {
  const shown = document.querySelector("[data-progress]");
  if (!shown) return;
  if (document.visibilityState === "visible") {
    const answer = await fetch(location.href, { credentials: "same-origin" });
    if (!answer.ok) return;
    const now = /data-progress="([^"<]*)"/.exec(await answer.text())?.[1];
    if (now === undefined) {
      location.reload();
      return;
    }
    if (shown.textContent !== now) shown.textContent = now;
  }
  setTimeout(lookAgain, PROGRESS_MS);
};

if (document.querySelector("[data-progress]")) setTimeout(lookAgain, PROGRESS_MS);

// A session that is about to end says so while there is time to stay: asking
// for any page keeps it. What is being written on this page is not lost.
const WARNED_MS = 5 * 60 * 1000;

for (const banner of document.querySelectorAll("[data-ends-in-ms]")) {
  const warn = () => {
    banner.hidden = false;
  };
  const wait = (leftMs) => setTimeout(warn, Math.min(Math.max(leftMs - WARNED_MS, 0), 0x7fffffff));
  let waiting = wait(Number(banner.dataset.endsInMs));
  banner.querySelector("[data-stay]")?.addEventListener("click", async (event) => {
    event.preventDefault();
    const answer = await fetch("/settings", { credentials: "same-origin", redirect: "manual" });
    if (!answer.ok) {
      location.reload();
      return;
    }
    banner.hidden = true;
    clearTimeout(waiting);
    const now = /data-ends-in-ms="(\d+)"/.exec(await answer.text())?.[1];
    waiting = wait(Number(now));
  });
}

// Passkeys: the browser asks the device what the form says, and the form is
// sent with the answer. Without a script or a device there is the password.
for (const form of document.querySelectorAll("form[data-passkey]")) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const failed = form.querySelector("[data-passkey-failed]");
    failed.hidden = true;
    try {
      const asked = JSON.parse(form.dataset.options);
      const credential =
        form.dataset.passkey === "create"
          ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(asked) })
          : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(asked) });
      form.elements.namedItem("credential").value = JSON.stringify(credential.toJSON());
      form.submit();
    } catch {
      failed.hidden = false;
    }
  });
}

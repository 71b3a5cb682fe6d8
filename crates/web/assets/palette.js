// Ctrl+K (or Cmd+K) opens a field to go anywhere from, over any page. What it
// finds are links; the arrows move between them, and what is written goes on
// being written wherever the focus is.
const palette = document.querySelector("#palette");

if (palette) {
  const field = palette.querySelector("input");
  const found = palette.querySelector("[data-found]");
  const said = palette.querySelector("[data-said]");
  const links = () => [...found.querySelectorAll("a")];
  let asked = 0;
  let waiting;

  const element = (name, text) => {
    const made = document.createElement(name);
    made.textContent = text;
    return made;
  };
  const placeOf = ({ name, about, path }) => {
    const link = element("a", name);
    link.href = path;
    if (about) link.append(" ", element("span", about));
    const item = document.createElement("li");
    item.append(link);
    return item;
  };
  const groupOf = ({ title, places }) => {
    const list = document.createElement("ul");
    list.setAttribute("aria-label", title);
    list.append(...places.map(placeOf));
    return [element("h2", title), list];
  };
  const ask = async () => {
    const mine = ++asked;
    const address = `${palette.dataset.results}?q=${encodeURIComponent(field.value)}`;
    const answer = await fetch(address, { credentials: "same-origin", redirect: "error" }).catch(() => undefined);
    // Only the last question is answered, whatever comes back first.
    if (!answer?.ok || mine !== asked) return;
    const told = await answer.json();
    if (mine !== asked) return;
    found.replaceChildren(...told.groups.flatMap(groupOf));
    said.textContent = told.said;
  };

  document.addEventListener("keydown", (event) => {
    const control = event.ctrlKey || event.metaKey;
    if (!control || event.shiftKey || event.altKey || event.isComposing || event.key.toLowerCase() !== "k") return;
    event.preventDefault();
    if (!palette.open) palette.showModal();
    field.focus();
    field.select();
    ask();
  });
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, 80);
  });
  // Enter in the field opens the first that was found; with none the page
  // of this field says so.
  field.form.addEventListener("submit", (event) => {
    const first = links()[0];
    if (!first) return;
    event.preventDefault();
    first.click();
  });
  palette.addEventListener("keydown", (event) => {
    const isWritten = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (isWritten && document.activeElement !== field) field.focus();
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const places = [field, ...links()];
    const at = places.indexOf(document.activeElement);
    places[(at + step + places.length) % places.length].focus();
  });
  // Pressing beside it closes it, as Escape does.
  palette.addEventListener("click", (event) => {
    if (event.target === palette) palette.close();
  });
}

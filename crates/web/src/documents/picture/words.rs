//! What a picture is called, shows, or why it is not there.

use crate::documents::show::DocumentView;
use crate::session::Visit;
use app::documents::Shown;
use app::pictures::{Form, Made, Refusal, View};

/// `EHF: faktura`, `Print: PDF`.
pub(super) fn name(visit: &Visit, shown: &Shown, view: &View) -> String {
    let text = &visit.text;
    let channel = text.word("channel", view.attempt.channel.code());
    let form = match view.form {
        Form::Sent => text.say("picture-form-sent"),
        Form::Attached(position) => {
            let file = shown.document.attachments.get(position);
            file.map(|file| file.name.clone()).unwrap_or_default()
        }
        Form::Laid => text.say("picture-form-laid"),
        Form::Card(_) => text.say("picture-form-card"),
        Form::Message => text.say("picture-form-message"),
        Form::Outline => text.say("picture-form-outline"),
    };
    text.fill(
        "picture-name",
        &[("channel", channel.into()), ("form", form.into())],
    )
}

/// `Faktura 10234 slik mottakeren ser den, side 1 av 2`.
pub(super) fn alt(view: &DocumentView<'_>, made: Option<&Made>) -> String {
    let count = |number: usize| view.visit.formats.count(number as u64);
    let page = view.picture.page + 1;
    let title = view.title();
    let text = &view.visit.text;
    match made {
        Some(made) if made.pages > 1 => text.fill(
            "picture-alt-page",
            &[
                ("title", title.into()),
                ("page", count(page).into()),
                ("pages", count(made.pages).into()),
            ],
        ),
        _ => text.fill("picture-alt", &[("title", title.into())]),
    }
}

/// Why there is no picture, in plain words.
pub(super) fn refusal(visit: &Visit, refusal: &Refusal) -> String {
    visit
        .text
        .say(&format!("picture-refusal-{}", refusal.reason.code()))
}

/// `150 %`.
pub(super) fn zoom(visit: &Visit, percent: u32) -> String {
    match percent {
        100 => visit.text.say("picture-zoom-fit"),
        percent => visit.formats.percent(f64::from(percent) / 100.0, 0),
    }
}

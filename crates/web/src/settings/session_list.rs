//! A list of sessions, each with a way to end it.

use crate::components::moment;
use crate::form::token_field;
use crate::session::Visit;
use app::people::Session;
use domain::ContentHash;
use maud::{Markup, html};

/// Browsers that people know by name, in the order in which their words are
/// looked for: most call themselves by several.
const BROWSERS: [(&str, &str); 5] = [
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
];
const SYSTEMS: [(&str, &str); 6] = [
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
];

/// The sessions, the last used first.
pub(super) fn session_list(
    visit: &Visit,
    sessions: &[Session],
    own: Option<ContentHash>,
    end: impl Fn(ContentHash) -> String,
) -> Markup {
    let text = &visit.text;
    html! {
        ul.sessions {
            @for session in sessions {
                li {
                    div {
                        strong { (browser(session).unwrap_or_else(|| text.say("session-unknown"))) }
                        @if own == Some(session.token) { " " span.muted { (text.say("session-this")) } }
                        p.muted {
                            (text.say("session-seen")) " " (moment(visit, session.seen_at))
                            @if let Some(address) = &session.address { " · " (address) }
                            " · "
                            @if session.is_strong { (text.say("session-strong")) } @else { (text.say("session-password")) }
                        }
                    }
                    @if own != Some(session.token) {
                        form action=(end(session.token)) method="post" {
                            (token_field(visit))
                            button type="submit" {
                                (text.say("session-end"))
                                span.visually-hidden { " " (browser(session).unwrap_or_default()) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// What people call the browser of a session.
fn browser(session: &Session) -> Option<String> {
    let agent = session.agent.as_deref()?;
    let named = |all: &[(&str, &'static str)]| {
        let known = all.iter().find(|(word, _)| agent.contains(word));
        known.map(|(_, name)| *name)
    };
    match (named(&BROWSERS), named(&SYSTEMS)) {
        (Some(browser), Some(system)) => Some(format!("{browser}, {system}")),
        (Some(one), None) | (None, Some(one)) => Some(one.to_owned()),
        (None, None) => None,
    }
}

//! The language and the person, at the end of the bar.

use crate::form::token_field;
use crate::paths;
use crate::query::Query;
use crate::session::Visit;
use app::people::SignedIn;
use maud::{Markup, html};
use render::{Icon, Language, icon};

/// The two languages by their own names. A person's choice is kept with the
/// person; somebody who has not signed in keeps it in the URL.
pub(super) fn languages(visit: &Visit) -> Markup {
    let current = visit.text.language();
    html! {
        div.languages role="group" aria-label=(visit.text.say("language-label")) {
            @if visit.signed_in.is_some() {
                form action=(paths::LANGUAGE) method="post" {
                    (token_field(visit))
                    input type="hidden" name="back" value=(visit.here());
                    @for language in Language::ALL {
                        button type="submit" name="language" value=(language.tag()) lang=(language.tag())
                            aria-current=[(language == current).then_some("true")] { (language.own_name()) }
                    }
                }
            } @else {
                @for language in Language::ALL {
                    a href=(in_language(visit, language)) hreflang=(language.tag()) lang=(language.tag())
                        aria-current=[(language == current).then_some("true")] { (language.own_name()) }
                }
            }
        }
    }
}

/// The same URL in another language.
fn in_language(visit: &Visit, language: Language) -> String {
    let mut query = Query::default();
    for (key, value) in visit.query.pairs() {
        if key != "lang" {
            query.push(key, value);
        }
    }
    paths::with(&visit.path, &query.with("lang", language.tag()))
}

/// Who is signed in, and the way out.
pub(super) fn person_menu(visit: &Visit, person: &SignedIn) -> Markup {
    let text = &visit.text;
    html! {
        details.menu name="menu" {
            summary {
                span.visually-hidden { (text.say("person-menu")) " " }
                span.initials aria-hidden="true" { (initials(&person.person.name)) }
                span.person-name { (person.person.name) }
                (icon(Icon::ChevronDown))
            }
            div.menu-body {
                p {
                    strong { (person.person.name) }
                    br;
                    span.muted { (person.person.email) }
                }
                p.muted { (person.organisation.name) }
                p { a href=(paths::PROFILE) { (text.say("settings-profile")) } }
                p { a href=(paths::SETTINGS) { (text.say("settings-title")) } }
                p { a href=(paths::PALETTE) aria-keyshortcuts="Control+K" { (text.say("palette-title")) } " " kbd { "Ctrl+K" } }
                form action=(paths::SIGN_OUT) method="post" {
                    (token_field(visit))
                    button type="submit" { (text.say("sign-out")) }
                }
            }
        }
    }
}

/// The first letters of the first and the last name.
fn initials(name: &str) -> String {
    let first = |word: &str| word.chars().next();
    let mut words = name.split_whitespace();
    let letters = words
        .next()
        .and_then(first)
        .into_iter()
        .chain(words.next_back().and_then(first));
    letters.flat_map(char::to_uppercase).collect()
}

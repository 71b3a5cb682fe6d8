//! What is wrong with a filter, in the visitor's language, with the way to
//! put it right.

use super::edit::SET;
use super::state::{ListState, NotUnderstood};
use crate::components::failed;
use crate::paths;
use crate::session::Visit;
use domain::filter::{CHARACTERS_MAX, Fault, FilterError, Key, NotAnAmount, TERMS_MAX, VALUES_MAX};
use domain::period::NotDays;
use maud::{Markup, html};

/// The message above a list that cannot be shown.
pub(super) fn faults(
    visit: &Visit,
    state: &ListState,
    written: &str,
    faults: &[NotUnderstood],
) -> Markup {
    let text = &visit.text;
    let message = html! {
        @for fault in faults {
            p { (sentence(visit, &fault.error)) }
            @if let Some(suggestion) = &fault.error.suggestion {
                @let mended = mended(written, &fault.error.word, suggestion);
                p {
                    (text.say("filter-did-you-mean")) " "
                    a href=(paths::documents(&searching(state, &mended))) { code { (mended) } }
                    "?"
                }
            }
            (known(visit, &fault.error))
        }
        p {
            a href=(paths::documents(&state.query())) { (text.say("filter-leave-out")) }
        }
    };
    failed("query-error", &text.say("filter-not-understood"), &message)
}

fn searching(state: &ListState, written: &str) -> crate::query::Query {
    state
        .without(Key::Q)
        .with(SET, "query")
        .with("query", written)
}

/// The text with the wrong word replaced by the one that was probably meant.
fn mended(written: &str, word: &str, suggestion: &str) -> String {
    match written.contains(word) && !word.is_empty() {
        true => written.replacen(word, suggestion, 1),
        false => suggestion.to_owned(),
    }
}

fn sentence(visit: &Visit, error: &FilterError) -> String {
    let text = &visit.text;
    let word = || ("word", error.word.as_str().into());
    let limit = |key: &str, limit: usize| {
        let shown = visit.formats.count(limit as u64);
        text.fill(key, &[word(), ("limit", shown.into())])
    };
    let about = |key: &str| text.fill(key, &[word()]);
    match &error.fault {
        Fault::UnknownKey => about("fault-unknown-key"),
        Fault::UnknownValue(key) => {
            let name = text.word("key", key.code());
            text.fill("fault-unknown-value", &[word(), ("key", name.into())])
        }
        Fault::Days(NotDays::Unreadable(_)) => about("fault-days"),
        Fault::Days(NotDays::NotInCalendar(_)) => about("fault-not-in-calendar"),
        Fault::Days(NotDays::Backwards(_)) | Fault::Amount(NotAnAmount::Backwards(_)) => {
            about("fault-backwards")
        }
        Fault::Amount(NotAnAmount::Unreadable(_)) => about("fault-amount"),
        Fault::Amount(NotAnAmount::TooLong(_)) => about("fault-amount-too-long"),
        Fault::Currency => about("fault-currency"),
        Fault::Empty => about("fault-empty"),
        Fault::UnclosedQuote => about("fault-unclosed-quote"),
        Fault::MixedStatus => about("fault-mixed-status"),
        Fault::TooLong => limit("fault-too-long", CHARACTERS_MAX),
        Fault::TooManyTerms => limit("fault-too-many-terms", TERMS_MAX),
        Fault::TooManyValues => limit("fault-too-many-values", VALUES_MAX),
    }
}

/// The words that would be understood, with what they mean.
fn known(visit: &Visit, error: &FilterError) -> Markup {
    let vocabulary = match error.fault {
        Fault::UnknownValue(key) => key.code(),
        _ => "key",
    };
    let words = error.understood();
    html! {
        @if !words.is_empty() {
            details {
                summary { (visit.text.say("filter-known-words")) }
                ul.words {
                    @for word in words {
                        li { code { (word) } " " span.muted { (visit.text.word(vocabulary, word)) } }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wrong_word_is_replaced_and_the_rest_stays() {
        assert_eq!(mended("kanl:ehf nord", "kanl", "kanal"), "kanal:ehf nord");
        assert_eq!(
            mended("delivery:faild", "faild", "failed"),
            "delivery:failed"
        );
        assert_eq!(mended("x", "unrelated", "failed"), "failed");
    }
}

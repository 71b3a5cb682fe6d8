//! Every fact as a sentence.

use crate::components::amount;
use crate::session::Visit;
use domain::{Channel, Fact, Money};
use fluent_bundle::FluentValue;
use jiff::civil::Date;

/// What happened, in a sentence.
pub(super) fn sentence(visit: &Visit, fact: &Fact) -> String {
    let text = &visit.text;
    let key = format!("fact-{}", fact.name());
    let word = |channel: Channel| FluentValue::from(text.word("channel", channel.code()));
    match fact {
        Fact::Sent {
            attempt,
            open_receipt,
        } => {
            let key = if *open_receipt {
                key
            } else {
                format!("{key}-without-receipt")
            };
            text.fill(&key, &[("channel", word(attempt.channel))])
        }
        Fact::FellBack { attempt, to } => text.fill(
            &key,
            &[("channel", word(attempt.channel)), ("to", word(*to))],
        ),
        Fact::Queued { attempt }
        | Fact::Delivered { attempt, .. }
        | Fact::Deferred { attempt, .. }
        | Fact::Failed { attempt, .. }
        | Fact::Returned { attempt, .. }
        | Fact::Recalled { attempt } => text.fill(&key, &[("channel", word(attempt.channel))]),
        Fact::Opened { channel } if channel.opened_is_indication() => {
            text.fill("fact-opened-indication", &[("channel", word(*channel))])
        }
        Fact::Opened { channel }
        | Fact::Approved { channel }
        | Fact::ApprovalWithdrawn { channel }
        | Fact::Deleted { channel }
        | Fact::Disputed { channel, .. }
        | Fact::RejectedByRecipient { channel, .. } => {
            text.fill(&key, &[("channel", word(*channel))])
        }
        Fact::PaymentScheduled { .. } | Fact::PaymentMatched { .. } | Fact::Credited { .. } => {
            about_money(visit, fact, &key)
        }
        Fact::FollowUpClosed { outcome, .. } => {
            let how = text.word("follow-up-outcome", outcome.code());
            text.fill(&key, &[("outcome", how.into())])
        }
        Fact::ResendAsked {
            channel: Some(channel),
            ..
        } => text.fill("fact-resend_asked-channel", &[("channel", word(*channel))]),
        Fact::MandateChanged { active, .. } => text.say(if *active {
            "fact-mandate_changed"
        } else {
            "fact-mandate_changed-ended"
        }),
        _ => text.say(&key),
    }
}

fn about_money(visit: &Visit, fact: &Fact, key: &str) -> String {
    let text = &visit.text;
    let money = |money: Money| FluentValue::from(amount(visit, money));
    let day = |on: Date| FluentValue::from(visit.formats.date(on));
    match fact {
        Fact::PaymentScheduled {
            on,
            amount: Some(sum),
        } => text.fill(
            "fact-payment_scheduled-amount",
            &[("on", day(*on)), ("amount", money(*sum))],
        ),
        Fact::PaymentScheduled { on, amount: None } => text.fill(key, &[("on", day(*on))]),
        Fact::PaymentMatched {
            amount: sum,
            value_on,
            paid_by,
            ..
        } => {
            let went_back = sum.minor < 0;
            let size = Money::new(sum.minor.saturating_abs(), sum.currency);
            let by = text.word("paid_by", paid_by.code());
            let filled = [
                ("amount", money(size)),
                ("on", day(*value_on)),
                ("by", by.into()),
            ];
            text.fill(
                if went_back {
                    "fact-payment_matched-back"
                } else {
                    key
                },
                &filled,
            )
        }
        Fact::Credited { amount: sum, .. } => text.fill(key, &[("amount", money(*sum))]),
        _ => text.say(key),
    }
}

/// Words that tell the two languages that channels here write in apart.
const NORWEGIAN: [&str; 8] = [
    " ikke ", " er ", " og ", " for ", " til ", " har ", " med ", "ugyldig",
];
const ENGLISH: [&str; 8] = [
    " not ", " is ", " the ", " and ", " of ", " was ", " has ", "invalid",
];

/// The language of a channel's words, as far as can be told from them; empty
/// where it cannot, which is what HTML means by an unknown language.
pub(super) fn language(words: &str) -> &'static str {
    let padded = format!(" {} ", words.to_lowercase());
    let count = |known: &[&str]| known.iter().filter(|word| padded.contains(**word)).count();
    let norwegian = count(&NORWEGIAN) + usize::from(padded.contains(['æ', 'ø', 'å'])) * 2;
    match norwegian.cmp(&count(&ENGLISH)) {
        std::cmp::Ordering::Greater => "nb",
        std::cmp::Ordering::Less => "en",
        std::cmp::Ordering::Equal => "",
    }
}

#[cfg(test)]
mod tests;

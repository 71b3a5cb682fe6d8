//! How long a document stays in the portal. This is the portal's retention,
//! not the issuer's duty to keep its books.
//!
//! A rule says for how many months, for a part of the documents: a company, a
//! channel, a kind, or any of these together. Of the rules that fit a
//! document the one for the smallest part holds: the one that names most,
//! and of those that name equally many, a company before a channel before a
//! kind. A rule may begin with documents received on a day; those received
//! before go by the rule that was there.

use crate::{Channel, CompanyId, DocumentKind};
use jiff::{ToSpan as _, civil::Date};
use std::collections::BTreeSet;

/// Months that a document is kept, counted from the day it was received,
/// where no rule says otherwise.
pub const MONTHS_DEFAULT: u16 = 2;
/// Months that an eFaktura is kept where no rule says otherwise.
pub const MONTHS_EFAKTURA: u16 = 16;
/// The most months that a rule can say: twenty years.
pub const MONTHS_MAX: u16 = 240;

/// The part of the documents that a rule is for. What is `None` does not
/// limit it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Scope {
    /// Of this company.
    pub company: Option<CompanyId>,
    /// By this channel: that of the attempt that counts.
    pub channel: Option<Channel>,
    /// Of this kind.
    pub kind: Option<DocumentKind>,
}

/// What the rules look at in a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kept {
    /// Its company.
    pub company: CompanyId,
    /// The channel of the attempt that counts.
    pub channel: Channel,
    /// Its kind.
    pub kind: DocumentKind,
    /// The organisation's local day on which it was received.
    pub received_on: Date,
}

/// How long something is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// For what.
    pub scope: Scope,
    /// For how many months; `None` where there is no rule for this part any
    /// more, and the rules for larger parts hold.
    pub months: Option<u16>,
    /// For documents received on this day or later; `None` for all.
    pub from_on: Option<Date>,
}

/// All rules of an organisation.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rules {
    rules: Vec<Rule>,
}

/// Days on which documents were received, both included; `None` for as long
/// ago as there are any.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// The first day.
    pub from: Option<Date>,
    /// The last day.
    pub to: Date,
}

impl Scope {
    /// Everything.
    pub const ALL: Self = Self {
        company: None,
        channel: None,
        kind: None,
    };

    /// Whether a document is in this part.
    pub fn holds(&self, kept: &Kept) -> bool {
        self.company.is_none_or(|company| company == kept.company)
            && self.channel.is_none_or(|channel| channel == kept.channel)
            && self.kind.is_none_or(|kind| kind == kept.kind)
    }

    /// How much is named; more holds before less.
    fn rank(&self) -> (usize, bool, bool, bool) {
        let named = [
            self.company.is_some(),
            self.channel.is_some(),
            self.kind.is_some(),
        ];
        let count = named.into_iter().filter(|is_named| *is_named).count();
        (count, named[0], named[1], named[2])
    }
}

impl Rule {
    /// What holds where nobody has said anything.
    pub const DEFAULTS: [Self; 2] = [
        Self {
            scope: Scope::ALL,
            months: Some(MONTHS_DEFAULT),
            from_on: None,
        },
        Self {
            scope: Scope {
                company: None,
                channel: Some(Channel::Efaktura),
                kind: None,
            },
            months: Some(MONTHS_EFAKTURA),
            from_on: None,
        },
    ];
}

impl Rules {
    /// These rules over the defaults. Of two for the same part from the same
    /// day the later in the list holds.
    pub fn new(own: impl IntoIterator<Item = Rule>) -> Self {
        let rules = Rule::DEFAULTS.into_iter().chain(own).collect();
        Self { rules }
    }

    /// The rules, the defaults first.
    pub fn all(&self) -> &[Rule] {
        &self.rules
    }

    /// The rule that a document goes by.
    pub fn rule(&self, kept: &Kept) -> Rule {
        let mut held: Option<Rule> = None;
        for scope in self.scopes() {
            let generation = self
                .rules
                .iter()
                .filter(|rule| rule.scope == scope && rule.scope.holds(kept))
                .filter(|rule| rule.from_on.is_none_or(|from| from <= kept.received_on))
                // Of equal days the last, as `max_by_key` gives it.
                .max_by_key(|rule| rule.from_on);
            let Some(rule) = generation.filter(|rule| rule.months.is_some()) else {
                continue;
            };
            if held.is_none_or(|held| held.scope.rank() < rule.scope.rank()) {
                held = Some(*rule);
            }
        }
        held.unwrap_or(Rule::DEFAULTS[0])
    }

    fn scopes(&self) -> BTreeSet<Scope> {
        self.rules.iter().map(|rule| rule.scope).collect()
    }

    /// The first day on which a document is no longer kept. The 31st of a
    /// month that has no such day becomes its last day.
    pub fn erased_on(&self, kept: &Kept) -> Date {
        let months = self.rule(kept).months.unwrap_or(MONTHS_DEFAULT);
        after(kept.received_on, months)
    }

    /// The days on which documents of a company, channel and kind must have
    /// been received for not being kept any more today.
    pub fn due(
        &self,
        company: CompanyId,
        channel: Channel,
        kind: DocumentKind,
        today: Date,
    ) -> Vec<Due> {
        let begins: BTreeSet<Option<Date>> = self
            .rules
            .iter()
            .map(|rule| rule.from_on)
            .chain([None])
            .collect();
        let begins: Vec<Option<Date>> = begins.into_iter().collect();
        let mut due = Vec::new();
        for (place, from) in begins.iter().enumerate() {
            let kept = Kept {
                company,
                channel,
                kind,
                received_on: from.unwrap_or(Date::MIN),
            };
            let months = self.rule(&kept).months.unwrap_or(MONTHS_DEFAULT);
            let mut to = last_due(today, months);
            if let Some(Some(next)) = begins.get(place + 1) {
                to = to.min(next.saturating_sub(1.day()));
            }
            if from.is_none_or(|from| from <= to) {
                due.push(Due { from: *from, to });
            }
        }
        due
    }
}

fn after(received_on: Date, months: u16) -> Date {
    received_on.saturating_add(i32::from(months).months())
}

/// The last day of receipt after which so many months are over today. Several
/// last days of a month may come to the same day of a shorter one.
fn last_due(today: Date, months: u16) -> Date {
    let mut day = today.saturating_sub(i32::from(months).months());
    while day < Date::MAX {
        let next = day.saturating_add(1.day());
        if after(next, months) > today {
            break;
        }
        day = next;
    }
    day
}

#[cfg(test)]
mod tests;

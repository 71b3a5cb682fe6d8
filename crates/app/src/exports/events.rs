//! The fields of events: the log as it is.

use super::cell::{Cell, Field, Kind};
use domain::{CompanyId, Event, Fact, Money};

/// An event with the company of its document.
pub(super) struct EventRow {
    pub(super) event: Event,
    pub(super) company: Option<CompanyId>,
}

/// The money that a fact tells of.
const fn money(fact: &Fact) -> Option<Money> {
    match fact {
        Fact::PaymentMatched { amount, .. } | Fact::Credited { amount, .. } => Some(*amount),
        Fact::PaymentScheduled { amount, .. } => *amount,
        _ => None,
    }
}

/// In the order in which they are written. Fields may be added at the end; a
/// name is never used for anything else.
pub(super) const FIELDS: &[Field<EventRow>] = &[
    Field::new("seq", Kind::Whole, |row| Cell::Whole(row.event.seq.0)),
    Field::new("document_id", Kind::Text, |row| {
        row.event.document.map_or(Cell::None, Cell::written)
    }),
    Field::new("company_id", Kind::Text, |row| {
        row.company.map_or(Cell::None, Cell::written)
    }),
    Field::new("type", Kind::Text, |row| Cell::text(row.event.fact.name())),
    Field::new("occurred_at", Kind::Moment, |row| Cell::Moment(row.event.occurred_at)),
    Field::new("learned_at", Kind::Moment, |row| Cell::Moment(row.event.learned_at)),
    Field::new("source", Kind::Text, |row| Cell::text(&row.event.source.source)),
    Field::new("source_id", Kind::Text, |row| Cell::text(&row.event.source.id)),
    Field::new("channel", Kind::Text, |row| {
        let attempt = row.event.fact.attempt();
        Cell::known(attempt.map(|attempt| attempt.channel.code()))
    }),
    Field::new("attempt", Kind::Text, |row| {
        let attempt = row.event.fact.attempt();
        let named = attempt.map(|attempt| attempt.attempt.as_str());
        Cell::known(named.filter(|name| !name.is_empty()))
    }),
    Field::new("reason", Kind::Text, |row| {
        let problem = row.event.fact.problem();
        Cell::known(problem.map(|problem| problem.reason.code()))
    }),
    Field::new("currency", Kind::Text, |row| {
        money(&row.event.fact).map_or(Cell::None, |money| Cell::written(money.currency))
    }),
    Field::new("amount", Kind::Amount, |row| Cell::amount(money(&row.event.fact))),
    Field::new("fact", Kind::Text, |row| {
        // Facts are made of text keys and plain values; they always can be
        // written.
        serde_json::to_string(&row.event.fact).map_or(Cell::None, Cell::written)
    }),
];

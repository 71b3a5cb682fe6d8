//! The fields of documents: what never changes, and where they stand.

use super::cell::{Cell, Field, Kind};
use crate::documents::Row;
use domain::Money;

fn money(row: &Row, minor: i64) -> Cell<'static> {
    let of = row.head.amount.map(|amount| Money { minor, ..amount });
    Cell::amount(of)
}

/// In the order in which they are written. Fields may be added at the end; a
/// name is never used for anything else.
pub(super) const FIELDS: &[Field<Row>] = &[
    Field::new("id", Kind::Text, |row| Cell::written(row.head.id)),
    Field::new("number", Kind::Text, |row| Cell::text(&row.head.number)),
    Field::new("kind", Kind::Text, |row| Cell::text(row.head.kind.code())),
    Field::new("company_id", Kind::Text, |row| Cell::written(row.head.company)),
    Field::new("company_number", Kind::Text, |row| {
        Cell::known(row.company_number.as_deref())
    }),
    Field::new("company_name", Kind::Text, |row| Cell::text(&row.company_name)),
    Field::new("customer_id", Kind::Text, |row| Cell::written(row.head.customer)),
    Field::new("customer_number", Kind::Text, |row| {
        Cell::known(row.customer_number.as_deref())
    }),
    Field::new("customer_name", Kind::Text, |row| Cell::text(&row.customer_name)),
    Field::new("received_at", Kind::Moment, |row| Cell::Moment(row.head.received_at)),
    Field::new("issued_on", Kind::Day, |row| Cell::day(row.head.issued_on)),
    Field::new("due_on", Kind::Day, |row| Cell::day(row.head.due_on)),
    Field::new("currency", Kind::Text, |row| {
        row.head
            .amount
            .map_or(Cell::None, |amount| Cell::written(amount.currency))
    }),
    Field::new("amount", Kind::Amount, |row| Cell::amount(row.head.amount)),
    Field::new("paid", Kind::Amount, |row| money(row, row.standing.paid_minor)),
    Field::new("credited", Kind::Amount, |row| money(row, row.standing.credited_minor)),
    Field::new("outstanding", Kind::Amount, |row| {
        let amount = row.head.amount.map_or(0, |amount| amount.minor);
        money(row, row.standing.outstanding_minor(amount))
    }),
    Field::new("kid", Kind::Text, |row| Cell::known(row.head.kid.as_deref())),
    Field::new("account", Kind::Text, |row| Cell::known(row.head.account.as_deref())),
    Field::new("batch", Kind::Text, |row| Cell::known(row.head.batch.as_deref())),
    Field::new("channel", Kind::Text, |row| Cell::text(row.standing.channel.code())),
    Field::new("processing", Kind::Text, |row| Cell::text(row.standing.processing.code())),
    Field::new("delivery", Kind::Text, |row| Cell::text(row.standing.delivery.code())),
    Field::new("evidence", Kind::Text, |row| {
        Cell::known(row.standing.evidence.map(|word| word.code()))
    }),
    Field::new("recipient", Kind::Text, |row| Cell::text(row.standing.recipient.code())),
    Field::new("payment", Kind::Text, |row| Cell::text(row.standing.payment.code())),
    Field::new("is_overdue", Kind::Flag, |row| Cell::Flag(row.is_overdue)),
    Field::new("paid_by", Kind::Text, |row| {
        Cell::known(row.standing.paid_by.map(|word| word.code()))
    }),
    Field::new("reason", Kind::Text, |row| {
        Cell::known(row.standing.reason.map(|word| word.code()))
    }),
    Field::new("sent_at", Kind::Moment, |row| Cell::moment(row.standing.sent_at)),
    Field::new("delivered_at", Kind::Moment, |row| Cell::moment(row.standing.delivered_at)),
    Field::new("opened_at", Kind::Moment, |row| Cell::moment(row.standing.opened_at)),
    Field::new("paid_on", Kind::Day, |row| Cell::day(row.standing.paid_on)),
    Field::new("scheduled_on", Kind::Day, |row| Cell::day(row.standing.scheduled_on)),
    Field::new("comments", Kind::Whole, |row| Cell::Whole(row.standing.comments.into())),
    Field::new("is_held", Kind::Flag, |row| Cell::Flag(row.standing.held)),
    Field::new("changed_at", Kind::Moment, |row| Cell::Moment(row.standing.changed_at)),
];

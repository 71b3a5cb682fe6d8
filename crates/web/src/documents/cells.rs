//! The table of the list: one row a document, one column a question.

use super::list::ListView;
use super::{choose, picture};
use crate::components::{amount, day, digits, moment, status};
use crate::paths;
use app::documents::{Column, Row, Sort, SortBy};
use domain::filter::Test;
use domain::{Money, PaymentState, Recipient};
use maud::{Markup, html};
use render::{Icon, icon};

/// The table, in a region that scrolls sideways by itself.
pub(super) fn table(list: &ListView<'_>) -> Markup {
    let text = &list.visit.text;
    html! {
        div.scroll role="region" tabindex="0" aria-labelledby="list-caption" {
            table.list {
                caption #list-caption.visually-hidden { (caption(list)) }
                thead { tr { (choose::heading(list)) (picture::heading(list)) @for column in list.state.columns() { (heading(list, *column)) } } }
                tbody {
                    @for row in &list.found.rows {
                        tr id={ "d" (row.head.id) } {
                            (choose::cell(list, row))
                            (picture::cell(list, row))
                            @for column in list.state.columns() { (cell(list, *column, row)) }
                        }
                    }
                }
            }
        }
        p #customer-hint.visually-hidden { (text.say("documents-customer-hint")) }
    }
}

fn caption(list: &ListView<'_>) -> String {
    let sort = list.state.sort;
    let text = &list.visit.text;
    let by = text.word("column", sort.by.code());
    let key = if sort.descending {
        "documents-caption-down"
    } else {
        "documents-caption-up"
    };
    text.fill(key, &[("by", by.into())])
}

/// The order that a column decides, if it does.
fn sort_by(column: Column) -> Option<SortBy> {
    SortBy::ALL
        .into_iter()
        .find(|by| by.code() == column.code())
}

const fn is_number(column: Column) -> bool {
    matches!(
        column,
        Column::Amount | Column::Outstanding | Column::Comments
    )
}

fn heading(list: &ListView<'_>, column: Column) -> Markup {
    let name = list.visit.text.word("column", column.code());
    let class = is_number(column).then_some("number");
    let Some(by) = sort_by(column) else {
        return html! { th scope="col" class=[class] { (name) } };
    };
    let current = list.state.sort;
    let is_current = current.by == by;
    let sort = match is_current {
        true => Sort {
            by,
            descending: !current.descending,
        },
        // Dates and amounts are mostly asked for from the latest and largest.
        false => Sort {
            by,
            descending: matches!(
                by,
                SortBy::Received | SortBy::Issued | SortBy::Paid | SortBy::Amount
            ),
        },
    };
    let sorted = match (is_current, current.descending) {
        (false, _) => None,
        (true, true) => Some("descending"),
        (true, false) => Some("ascending"),
    };
    html! {
        th scope="col" class=[class] aria-sort=[sorted] {
            a href=(paths::documents(&list.state.sorted(sort).query())) {
                (name)
                @if sorted.is_some() { (icon(Icon::ChevronDown)) }
            }
        }
    }
}

fn cell(list: &ListView<'_>, column: Column, row: &Row) -> Markup {
    let number = is_number(column).then_some("number");
    match column {
        Column::Number => html! { th scope="row" { (number_link(list, row)) } },
        _ => html! { td class=[number] { (content(list, column, row)) } },
    }
}

fn number_link(list: &ListView<'_>, row: &Row) -> Markup {
    let href = paths::document(row.head.id, &list.state.query_of_row());
    let unnumbered = || list.visit.text.say("document-unnumbered");
    let number = Some(row.head.number.clone()).filter(|number| !number.is_empty());
    html! { a.number-link href=(href) { (number.unwrap_or_else(unnumbered)) } }
}

fn content(list: &ListView<'_>, column: Column, row: &Row) -> Markup {
    let visit = list.visit;
    let (head, standing) = (&row.head, &row.standing);
    let word = |vocabulary: &str, code: &str| html! { (visit.text.word(vocabulary, code)) };
    let code = |text: &str| html! { @if !text.is_empty() { code { (text) } } };
    match column {
        Column::Number => number_link(list, row),
        Column::Id => code(&head.id.to_string()),
        Column::Company => html! { (row.company_name) },
        Column::Kind => word("kind", head.kind.code()),
        Column::Customer => customer(list, row),
        Column::CustomerNumber => code(row.customer_number.as_deref().unwrap_or_default()),
        Column::Channel => word("channel", standing.channel.code()),
        Column::Delivery => status(visit, "delivery", standing.delivery.code()),
        Column::Recipient => status(visit, "recipient", recipient_word(row)),
        Column::Payment => status(visit, "payment", payment_word(row)),
        Column::PaidBy => {
            html! { @if let Some(by) = standing.paid_by { (word("paid_by", by.code())) } }
        }
        Column::Reason => {
            html! { @if let Some(reason) = standing.reason { (word("reason", reason.code())) } }
        }
        Column::Amount => {
            html! { @if let Some(money) = head.amount { (shown_amount(list, money)) } }
        }
        Column::Currency => html! { @if let Some(money) = head.amount { (money.currency) } },
        Column::Outstanding => {
            html! { @if let Some(money) = outstanding(row) { (shown_amount(list, money)) } }
        }
        Column::Received => moment(visit, head.received_at),
        Column::Issued => html! { @if let Some(on) = head.issued_on { (day(visit, on)) } },
        Column::Due => html! { @if let Some(on) = head.due_on { (day(visit, on)) } },
        Column::Paid => html! { @if let Some(on) = standing.paid_on { (day(visit, on)) } },
        Column::Kid => code(head.kid.as_deref().unwrap_or_default()),
        Column::Account => code(head.account.as_deref().unwrap_or_default()),
        Column::Batch => html! { (head.batch.as_deref().unwrap_or_default()) },
        Column::Comments => {
            html! { @if standing.comments > 0 { (visit.formats.count(standing.comments.into())) } }
        }
    }
}

/// Where all amounts of the list are in one currency and a column names it,
/// it need not stand in every row.
fn shown_amount(list: &ListView<'_>, money: Money) -> String {
    match list.state.columns().contains(&Column::Currency) {
        true => digits(list.visit, money),
        false => amount(list.visit, money),
    }
}

fn outstanding(row: &Row) -> Option<Money> {
    let money = row.head.amount?;
    let minor = row.standing.outstanding_minor(money.minor);
    (minor > 0).then_some(Money { minor, ..money })
}

/// The customer's name asks for all documents of this customer.
fn customer(list: &ListView<'_>, row: &Row) -> Markup {
    let named = row
        .customer_number
        .clone()
        .unwrap_or_else(|| row.head.customer.to_string());
    let filter = list.state.filter.with(Test::Customer(vec![named]).yes());
    let name = match row.customer_name.trim() {
        "" => list.visit.text.say("customer-unnamed"),
        name => name.to_owned(),
    };
    html! {
        a.quiet-link href=(paths::documents(&list.state.filtered(filter).query())) aria-describedby="customer-hint" { (name) }
    }
}

/// The word for the money as people see it: overdue where it is.
pub(super) const fn payment_word(row: &Row) -> &'static str {
    match (row.is_overdue, row.standing.payment) {
        (
            true,
            PaymentState::Open
            | PaymentState::Scheduled
            | PaymentState::PartPaid
            | PaymentState::Reversed,
        ) => "overdue",
        (_, state) => state.code(),
    }
}

/// The word for the recipient. Mail programs open pictures by themselves, so
/// of e-mail it is only an indication.
pub(super) const fn recipient_word(row: &Row) -> &'static str {
    match row.standing.recipient {
        Recipient::Opened if row.standing.channel.opened_is_indication() => "indication",
        state => state.code(),
    }
}

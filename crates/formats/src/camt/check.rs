//! Whether a statement's own totals add up: balances, summary, batches.

use crate::camt::Report;
use crate::camt::decimal::{Amount, Decimal, number};
use crate::camt::entry::{Entry, Way};
use crate::code;
use crate::xml::node::{self, Node};
use domain::Finding;

/// Opening balances, the booked one first; the last closing one serves too.
const OPENING: &[&str] = &["OPBD", "PRCD"];
/// The closing balance that is booked.
const CLOSING: &str = "CLBD";

/// Checks a report. The findings are warnings; an error refuses the file.
pub(super) fn check(report: &Report<'_, '_>) -> Result<Vec<Finding>, Finding> {
    for entry in &report.entries {
        batches(entry)?;
    }
    if let Some(summary) = node::child(report.node, "TxsSummry") {
        summarised(report, summary)?;
    }
    Ok(balances(report)?.into_iter().collect())
}

fn fault(place: &str, what: &str, stated: impl ToString, found: impl ToString) -> Finding {
    let message = format!(
        "{what} says {}, found {}; nothing of the file was taken. Fetch it again from the bank",
        stated.to_string(),
        found.to_string()
    );
    code::CAMT_TOTALS.at(place, message)
}

/// The transactions of an entry against the entry and its batches.
fn batches(entry: &Entry<'_, '_>) -> Result<(), Finding> {
    let Some((signed, unsigned)) = entry.sums().filter(|_| !entry.transactions.is_empty()) else {
        return Ok(());
    };
    // One transaction may be larger than its entry, which is after charges.
    let is_split = entry.transactions.len() > 1;
    let adds_up = signed == entry.signed() || unsigned == entry.amount.value;
    if is_split && !adds_up {
        let found = entry.way.signed(signed);
        return Err(fault(&entry.place, "the entry", entry.amount.value, found));
    }
    let batches = entry.batches();
    let Some([(count, total)]) = batches.get(..) else {
        return Ok(());
    };
    let found = entry.transactions.len();
    if let Some(count) = count.filter(|count| *count != found && is_split) {
        return Err(fault(&entry.place, "the batch's number", count, found));
    }
    match total.filter(|total| *total != unsigned && *total != entry.way.signed(signed)) {
        Some(total) if is_split => Err(fault(&entry.place, "the batch's sum", total, unsigned)),
        _ => Ok(()),
    }
}

/// Entries counted and added up, all of them or those of one way.
struct Sums {
    count: usize,
    sum: Decimal,
}

fn sums<'e>(entries: impl Iterator<Item = &'e Entry<'e, 'e>>) -> Sums {
    entries.fold(
        Sums {
            count: 0,
            sum: Decimal::ZERO,
        },
        |sums, entry| Sums {
            count: sums.count + 1,
            sum: sums.sum.saturating_add(entry.amount.value),
        },
    )
}

/// The summary counts what is announced too at some banks and not at others.
fn summarised(report: &Report<'_, '_>, summary: Node<'_, '_>) -> Result<(), Finding> {
    let parts = [
        ("TtlNtries", None),
        ("TtlCdtNtries", Some(Way::In)),
        ("TtlDbtNtries", Some(Way::Out)),
    ];
    for (name, way) in parts {
        let Some(part) = node::child(summary, name) else {
            continue;
        };
        let of_way = |entry: &&Entry<'_, '_>| way.is_none_or(|way| entry.way == way);
        let all = sums(report.entries.iter().filter(of_way));
        let booked = sums(
            report
                .entries
                .iter()
                .filter(of_way)
                .filter(|it| it.is_booked),
        );
        let place = format!("{}, {name}", report.id);
        let count = node::value(part, "NbOfNtries").and_then(|it| it.parse::<usize>().ok());
        if let Some(count) = count.filter(|it| *it != all.count && *it != booked.count) {
            return Err(fault(&place, "the number of entries", count, all.count));
        }
        let sum = node::value(part, "Sum").and_then(|it| number(&it));
        if let Some(sum) = sum.filter(|it| *it != all.sum && *it != booked.sum) {
            return Err(fault(&place, "the sum of entries", sum, all.sum));
        }
    }
    Ok(())
}

/// Opening balance plus what was booked is the closing balance. As in other
/// bank files, one that is right but for its sign is believed, with a warning.
fn balances(report: &Report<'_, '_>) -> Result<Option<Finding>, Finding> {
    if is_one_page_of_several(report.node) {
        return Ok(None);
    }
    let opening = OPENING.iter().find_map(|code| balance(report, code));
    let (Some(opening), Some(closing)) = (opening, balance(report, CLOSING)) else {
        return Ok(None);
    };
    let (opening, closing) = (opening?, closing?);
    let currency = closing.amount.currency;
    if opening.amount.currency != currency {
        return Ok(None);
    }
    let booked = report
        .entries
        .iter()
        .filter(|it| it.is_booked && it.amount.currency == currency)
        .map(Entry::signed)
        .fold(Decimal::ZERO, Decimal::saturating_add);
    let found = opening.signed().saturating_add(booked);
    if found == closing.signed() {
        return Ok(None);
    }
    let place = format!("{}, balance {CLOSING}", report.id);
    let bare = opening.amount.value.saturating_add(booked);
    if bare.abs() == closing.amount.value || found.abs() == closing.amount.value {
        let message = format!(
            "the closing balance {} has the wrong sign; without it the statement adds up",
            closing.signed()
        );
        return Ok(Some(code::CAMT_UNSIGNED_BALANCE.at(place, message)));
    }
    Err(fault(
        &place,
        "the closing balance",
        closing.signed(),
        found,
    ))
}

struct Balance {
    amount: Amount,
    way: Way,
}

impl Balance {
    fn signed(&self) -> Decimal {
        self.way.signed(self.amount.value)
    }
}

/// The only balance of this kind; `None` where there is none, or several.
fn balance(report: &Report<'_, '_>, code: &str) -> Option<Result<Balance, Finding>> {
    let is_it = |balance: &Node<'_, '_>| {
        node::value_at(*balance, &["Tp", "CdOrPrtry", "Cd"]).as_deref() == Some(code)
    };
    let mut found = node::children(report.node, "Bal").filter(is_it);
    let (Some(balance), None) = (found.next(), found.next()) else {
        return None;
    };
    let way = Way::of(balance)?;
    let amount = Amount::of(node::child(balance, "Amt")?);
    Some(amount.map(|amount| Balance { amount, way }))
}

/// A page carries the balances of the whole statement and only some of its
/// entries.
fn is_one_page_of_several(report: Node<'_, '_>) -> bool {
    let pages = ["StmtPgntn", "NtfctnPgntn"];
    let Some(page) = node::one_of(report, &pages) else {
        return false;
    };
    let is_first = node::value(page, "PgNb").is_none_or(|number| number.trim() == "1");
    let is_last =
        node::value(page, "LastPgInd").is_none_or(|it| matches!(it.as_str(), "true" | "1"));
    !(is_first && is_last)
}

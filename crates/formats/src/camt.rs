//! Bank statements and notices of ISO 20022: camt.053 and camt.054, of every
//! version, because elements are found by name and versions add more than they
//! rename.
//!
//! Source: the message definition reports of ISO 20022 and the use of them in
//! the Nordic banks. A file is believed only as a whole: where its balances,
//! summaries or batches do not add up, one refused item says which, and
//! nothing of it is posted. Oddities: one entry may be a batch of many
//! payments, or hold no payment at all; money that goes back is told in five
//! ways; the parties moved a level down in version 8.

mod check;
mod decimal;
mod entry;
mod payment;
mod reference;

use crate::keys::Keys;
use crate::xml::node::{self, Node};
use crate::{Format, Reading, code};
use decimal::Decimal;
use domain::intake::{Item, ItemKind};
use domain::{Finding, account};
use entry::Entry;

/// One statement or notice: an account and what was booked on it.
struct Report<'a, 'i> {
    node: Node<'a, 'i>,
    /// The bank's name for it.
    id: String,
    /// The account, normalised.
    account: String,
    entries: Vec<Entry<'a, 'i>>,
}

/// Reads the payments of a file.
pub(crate) fn read<'a>(root: Node<'_, '_>, findings: Vec<Finding>) -> Reading<'a> {
    match items(root, findings) {
        Ok((items, findings)) => {
            let mut reading = Reading::new(Format::Camt, items);
            reading.findings = findings;
            reading
        }
        Err(finding) => Reading::refused(Format::Camt, ItemKind::Payment, finding),
    }
}

fn items(
    root: Node<'_, '_>,
    mut findings: Vec<Finding>,
) -> Result<(Vec<Item>, Vec<Finding>), Finding> {
    let reports = reports(root)?;
    for report in &reports {
        findings.extend(check::check(report)?);
    }
    let mut keys = Keys::default();
    let mut left_out = LeftOut::default();
    let mut items = Vec::new();
    for report in &reports {
        for entry in &report.entries {
            let found = payment::all(report, entry, &mut left_out);
            items.extend(found.into_iter().map(|item| keys.distinct(item)));
        }
    }
    findings.extend(left_out.finding());
    if reports.iter().all(|report| report.entries.is_empty()) {
        let message = "nothing was booked on the account in this time";
        findings.push(code::CAMT_NO_ENTRIES.at("", message));
    }
    Ok((items, findings))
}

fn reports<'a, 'i>(root: Node<'a, 'i>) -> Result<Vec<Report<'a, 'i>>, Finding> {
    let messages = ["BkToCstmrStmt", "BkToCstmrDbtCdtNtfctn"];
    let message = node::one_of(root, &messages);
    let nodes = message.into_iter().flat_map(|message| {
        let statements = node::children(message, "Stmt");
        statements.chain(node::children(message, "Ntfctn"))
    });
    let reports = nodes.map(report).collect::<Result<Vec<_>, _>>()?;
    if reports.is_empty() {
        let message = "the file holds no statement (Stmt) and no notice (Ntfctn); fetch it again \
                       from the bank";
        return Err(code::CAMT_STRUCTURE.at("", message));
    }
    Ok(reports)
}

fn report<'a, 'i>(node: Node<'a, 'i>) -> Result<Report<'a, 'i>, Finding> {
    let id = node::value(node, "Id").unwrap_or_default();
    let paths: [&[&str]; 2] = [&["Acct", "Id", "IBAN"], &["Acct", "Id", "Othr", "Id"]];
    let account = paths.iter().find_map(|path| node::value_at(node, path));
    let Some(account) = account else {
        let message = format!("statement {id} names no account (Acct/Id)");
        return Err(code::CAMT_STRUCTURE.at(id, message));
    };
    let entries = node::children(node, "Ntry").enumerate();
    let entries = entries
        .map(|(index, entry)| entry::read(entry, format!("{id}, entry {}", index + 1)))
        .collect::<Result<_, _>>()?;
    Ok(Report {
        node,
        id,
        account: account::normalise(&account),
        entries,
    })
}

/// What is no payment from a customer, counted so that the sums can be
/// compared with the bank's.
#[derive(Default)]
struct LeftOut {
    outgoing: u32,
    outgoing_sum: Decimal,
    not_booked: u32,
}

impl LeftOut {
    fn finding(self) -> Vec<Finding> {
        let mut findings = Vec::new();
        if self.outgoing > 0 {
            let message = format!(
                "{} outgoing payments of {} in all are on the statement and are no payments from \
                 customers; left out",
                self.outgoing, self.outgoing_sum
            );
            findings.push(code::CAMT_OUTGOING.at("", message));
        }
        if self.not_booked > 0 {
            let message = format!(
                "{} entries are not booked yet and were left out; they come again when they are",
                self.not_booked
            );
            findings.push(code::CAMT_NOT_BOOKED.at("", message));
        }
        findings
    }
}

#[cfg(test)]
mod tests;

//! Entries on an account, and the transactions that they are made of.

use crate::camt::decimal::{Amount, Decimal, number};
use crate::code;
use crate::xml::node::{self, Node};
use domain::Finding;

/// Which way money went, seen from the account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// Into the account.
    In,
    /// Out of it.
    Out,
}

impl Way {
    /// What `CdtDbtInd` says.
    pub(super) fn of(holder: Node<'_, '_>) -> Option<Self> {
        match node::value(holder, "CdtDbtInd")?.as_str() {
            "CRDT" => Some(Self::In),
            "DBIT" => Some(Self::Out),
            _ => None,
        }
    }

    /// An amount with the sign that it has on the account.
    pub(super) fn signed(self, value: Decimal) -> Decimal {
        match self {
            Self::In => value,
            Self::Out => -value,
        }
    }
}

/// One line of the statement.
pub(super) struct Entry<'a, 'i> {
    /// The element.
    pub(super) node: Node<'a, 'i>,
    /// Where it is, for findings.
    pub(super) place: String,
    /// How much was booked.
    pub(super) amount: Amount,
    /// Which way.
    pub(super) way: Way,
    /// Whether it is booked, and not only announced.
    pub(super) is_booked: bool,
    /// Whether it takes an earlier entry back.
    pub(super) is_reversal: bool,
    /// What it is made of; empty where the bank does not say.
    pub(super) transactions: Vec<Transaction<'a, 'i>>,
}

/// One transaction of an entry.
pub(super) struct Transaction<'a, 'i> {
    /// The element.
    pub(super) node: Node<'a, 'i>,
    /// How much, in the account's currency where the bank says it so; `None`
    /// where only the entry says how much.
    pub(super) amount: Option<Amount>,
    /// Which way, as the transaction itself says.
    pub(super) way: Option<Way>,
}

/// Reads an entry.
pub(super) fn read<'a, 'i>(node: Node<'a, 'i>, place: String) -> Result<Entry<'a, 'i>, Finding> {
    let fault = |message: &str| code::CAMT_STRUCTURE.at(place.as_str(), message);
    let amount = node::child(node, "Amt").ok_or_else(|| fault("the entry has no amount (Amt)"))?;
    let amount = Amount::of(amount)?;
    let way = Way::of(node).ok_or_else(|| {
        fault("the entry does not say whether it is a credit or a debit (CdtDbtInd)")
    })?;
    let status = node::child(node, "Sts");
    let status = status.and_then(|it| node::value(it, "Cd").or_else(|| node::filled(it)));
    let details: Vec<_> = node::children(node, "NtryDtls").collect();
    let transactions = details
        .into_iter()
        .flat_map(|details| node::children(details, "TxDtls"))
        .map(|transaction| of_transaction(transaction, &amount))
        .collect::<Result<Vec<_>, _>>()?;
    Ok(Entry {
        node,
        amount,
        way,
        is_booked: status.is_none_or(|status| status == "BOOK"),
        is_reversal: node::value(node, "RvslInd").is_some_and(|it| is_true(&it)),
        transactions,
        place,
    })
}

fn is_true(indicator: &str) -> bool {
    matches!(indicator, "true" | "1")
}

/// The amounts that a transaction may have, the booked one first.
const AMOUNTS: &[&[&str]] = &[
    &["Amt"],
    &["AmtDtls", "TxAmt", "Amt"],
    &["AmtDtls", "CntrValAmt", "Amt"],
    &["AmtDtls", "InstdAmt", "Amt"],
];

fn of_transaction<'a, 'i>(
    node: Node<'a, 'i>,
    entry: &Amount,
) -> Result<Transaction<'a, 'i>, Finding> {
    let found = AMOUNTS.iter().filter_map(|path| node::at(node, path));
    let amounts = found.map(Amount::of).collect::<Result<Vec<_>, _>>()?;
    let in_currency = amounts.iter().find(|it| it.currency == entry.currency);
    Ok(Transaction {
        node,
        amount: in_currency.or(amounts.first()).copied(),
        way: Way::of(node),
    })
}

impl Entry<'_, '_> {
    /// Amount with its sign on the account.
    pub(super) fn signed(&self) -> Decimal {
        self.way.signed(self.amount.value)
    }

    /// The sum of the transactions, by their own signs and without any; `None`
    /// where they are not all in the entry's currency.
    pub(super) fn sums(&self) -> Option<(Decimal, Decimal)> {
        let mut signed = Decimal::ZERO;
        let mut unsigned = Decimal::ZERO;
        for transaction in &self.transactions {
            let amount = transaction
                .amount
                .filter(|it| it.currency == self.amount.currency)?;
            let way = transaction.way.unwrap_or(self.way);
            signed = signed.checked_add(way.signed(amount.value))?;
            unsigned = unsigned.checked_add(amount.value)?;
        }
        Some((signed, unsigned))
    }

    /// Which way a transaction went: by its own sign where the signs add up to
    /// the entry, otherwise with the entry, which is what was booked.
    pub(super) fn way_of(&self, transaction: &Transaction<'_, '_>) -> Way {
        match self.sums() {
            Some((signed, _)) if signed == self.signed() => transaction.way.unwrap_or(self.way),
            _ => self.way,
        }
    }

    /// Batches with the totals that they state: number and sum.
    pub(super) fn batches(&self) -> Vec<(Option<usize>, Option<Decimal>)> {
        node::children(self.node, "NtryDtls")
            .filter_map(|details| node::child(details, "Btch"))
            .map(|batch| {
                let count = node::value(batch, "NbOfTxs").and_then(|it| it.parse().ok());
                let total = node::child(batch, "TtlAmt").filter(|total| {
                    node::attribute(*total, "Ccy") == Some(self.amount.currency.as_str())
                });
                (count, total.and_then(|total| number(&node::text(total))))
            })
            .collect()
    }
}

//! Transactions become payments.

use crate::camt::decimal::Amount;
use crate::camt::entry::{Entry, Transaction, Way};
use crate::camt::reference::{self, Reference};
use crate::camt::{LeftOut, Report};
use crate::xml::date;
use crate::xml::node::{self, Node};
use crate::{code, kid};
use domain::intake::{Item, ItemBody, ItemKind, NewPayment};
use domain::{Finding, PaymentChannel, SourceKey, account};
use jiff::civil::Date;

/// Sub-families of bank transaction codes that say that money went back.
const BACK: &[&str] = &["RRTN", "UPDD", "PRDD", "RPCR", "ARET", "AREV"];

/// Every payment of an entry; what is none is counted.
pub(super) fn all(
    report: &Report<'_, '_>,
    entry: &Entry<'_, '_>,
    left_out: &mut LeftOut,
) -> Vec<Item> {
    if !entry.is_booked {
        left_out.not_booked += 1;
        return Vec::new();
    }
    if entry.transactions.is_empty() {
        let one = Money::whole(entry, None, entry.way);
        return one.items(report, left_out);
    }
    let is_only = entry.transactions.len() == 1;
    entry
        .transactions
        .iter()
        .flat_map(|transaction| {
            let way = entry.way_of(transaction);
            let mut money = Money::whole(entry, Some(transaction), way);
            // What was booked counts, not what it was before charges.
            if !is_only {
                money.amount = transaction.amount.unwrap_or(entry.amount);
            }
            money.items(report, left_out)
        })
        .collect()
}

/// Money that moved, about to become one payment or several.
struct Money<'m, 'a, 'i> {
    entry: &'m Entry<'a, 'i>,
    transaction: Option<Node<'a, 'i>>,
    amount: Amount,
    way: Way,
}

impl<'m, 'a, 'i> Money<'m, 'a, 'i> {
    fn whole(
        entry: &'m Entry<'a, 'i>,
        transaction: Option<&Transaction<'a, 'i>>,
        way: Way,
    ) -> Self {
        Self {
            entry,
            transaction: transaction.map(|it| it.node),
            amount: entry.amount,
            way,
        }
    }

    fn items(&self, report: &Report<'_, '_>, left_out: &mut LeftOut) -> Vec<Item> {
        let goes_back = self.goes_back();
        if (self.way == Way::Out) != goes_back {
            left_out.outgoing += 1;
            let value = self.amount.value;
            left_out.outgoing_sum = left_out.outgoing_sum.saturating_add(value);
            return Vec::new();
        }
        let references = self
            .transaction
            .map(reference::structured)
            .unwrap_or_default();
        let parts = self.parts(&references);
        parts
            .into_iter()
            .map(|(amount, reference)| self.item(report, amount, reference))
            .collect()
    }

    /// Whether this takes back money that came in earlier, or gives back money
    /// that went out.
    fn goes_back(&self) -> bool {
        let of_transaction = |path: &[&str]| node::value_at(self.transaction?, path);
        let code =
            of_transaction(SUB_FAMILY).or_else(|| node::value_at(self.entry.node, SUB_FAMILY));
        let is_return = self
            .transaction
            .is_some_and(|it| node::child(it, "RtrInf").is_some());
        // A return that comes in is counted as a payment: nothing tells whose
        // money it was, and money must not get lost.
        let is_back = is_return || code.is_some_and(|code| BACK.contains(&code.as_str()));
        self.entry.is_reversal || (self.way == Way::Out && is_back)
    }

    /// One payment for each reference, where the parts that the payer names
    /// are the whole; otherwise one payment with the first that is a KID.
    fn parts(&self, references: &[Reference]) -> Vec<(Amount, Option<String>)> {
        let is_part = |it: &Reference| it.amount.filter(|it| it.currency == self.amount.currency);
        let parts: Option<Vec<Amount>> = references.iter().map(is_part).collect();
        let sum = |parts: &[Amount]| -> Option<rust_decimal::Decimal> {
            let mut values = parts.iter().map(|it| it.value);
            values.try_fold(rust_decimal::Decimal::ZERO, |a, b| a.checked_add(b))
        };
        if let Some(parts) = parts
            && parts.len() > 1
            && sum(&parts) == Some(self.amount.value)
        {
            let texts = references.iter().map(|it| Some(it.text.clone()));
            return parts.into_iter().zip(texts).collect();
        }
        let first_kid = references
            .iter()
            .find(|it| reference::kid_of(&it.text).is_some())
            .or(references.first());
        vec![(self.amount, first_kid.map(|it| it.text.clone()))]
    }

    fn item(&self, report: &Report<'_, '_>, amount: Amount, reference: Option<String>) -> Item {
        let place = self.entry.place.clone();
        let mut findings = Vec::new();
        let body = match self.payment(report, amount, reference, &mut findings) {
            Ok(payment) => ItemBody::Payment(Box::new(payment)),
            Err(finding) => {
                findings.push(finding);
                ItemBody::Refused(ItemKind::Payment)
            }
        };
        Item {
            place,
            body,
            findings,
        }
    }

    fn payment(
        &self,
        report: &Report<'_, '_>,
        amount: Amount,
        reference: Option<String>,
        findings: &mut Vec<Finding>,
    ) -> Result<NewPayment, Finding> {
        let place = self.entry.place.as_str();
        let too_large = || code::CAMT_STRUCTURE.at(place, "the amount is too large");
        let mut money = amount.money().ok_or_else(too_large)?;
        if self.way == Way::Out {
            money.minor = money.minor.checked_neg().ok_or_else(too_large)?;
        }
        let value_on = self.value_on().ok_or_else(|| {
            let message = "neither a value date nor a booking date can be read";
            code::CAMT_NO_DATE.at(place, message)
        })?;
        let text = reference::text(self.entry.node, self.transaction);
        let kid = reference
            .as_deref()
            .and_then(reference::kid_of)
            .or_else(|| reference::kid_in_text(text.as_deref()?));
        if let Some(kid) = kid
            .as_deref()
            .filter(|_| money.currency == domain::Currency::NOK)
        {
            findings.extend(kid::warning(kid, place));
        }
        let other_reference = reference.filter(|it| reference::kid_of(it).is_none());
        Ok(NewPayment {
            source: self.source(report, &money, kid.as_deref()),
            account: report.account.clone(),
            paid_by: self.paid_by(),
            kid,
            amount: money,
            value_on,
            payer_account: self.payer_account(),
            payer_name: self.payer_name(),
            text: joined(other_reference, text),
            bank_reference: self.bank_reference(),
        })
    }

    fn value_on(&self) -> Option<Date> {
        let entry = ["ValDt", "BookgDt"].map(|name| node::child(self.entry.node, name));
        let dates = self.transaction.and_then(|it| node::child(it, "RltdDts"));
        let in_entry = entry
            .into_iter()
            .flatten()
            .filter_map(|it| node::one_of(it, &["Dt", "DtTm"]));
        let names = ["IntrBkSttlmDt", "TxDtTm", "AccptncDtTm"];
        let in_transaction = dates.and_then(|dates| node::one_of(dates, &names));
        in_entry
            .chain(in_transaction)
            .find_map(|element| date::day(&node::text(element)))
    }

    fn in_transaction(&self, path: &[&str]) -> Option<String> {
        node::value_at(self.transaction?, path)
    }

    /// The bank's names for the money, most telling first.
    fn bank_references(&self) -> impl Iterator<Item = String> {
        [
            self.in_transaction(&["Refs", "AcctSvcrRef"]),
            node::value(self.entry.node, "AcctSvcrRef"),
            self.in_transaction(&["Refs", "TxId"]),
            node::value(self.entry.node, "NtryRef"),
            self.in_transaction(&["Refs", "InstrId"]),
        ]
        .into_iter()
        .flatten()
    }

    fn bank_reference(&self) -> Option<String> {
        self.bank_references().next()
    }

    /// The bank's own name for the payment. Where the bank gives it none, the
    /// statement's name is part of it: two payments that are alike and come on
    /// two statements are two.
    fn source(
        &self,
        report: &Report<'_, '_>,
        money: &domain::Money,
        kid: Option<&str>,
    ) -> SourceKey {
        let end_to_end = self
            .in_transaction(&["Refs", "EndToEndId"])
            .filter(|id| id != "NOTPROVIDED");
        let mut names: Vec<String> = self.bank_references().chain(end_to_end).collect();
        if names.is_empty() {
            names.push(report.id.clone());
        }
        names.dedup();
        let day = self
            .value_on()
            .map(|day| day.to_string())
            .unwrap_or_default();
        let amount = format!("{}{}", money.decimal(), money.currency);
        let kid = kid.unwrap_or_default();
        let id = [&report.account, &day, &names.join("/"), &amount, kid].join("/");
        SourceKey::new("camt", id)
    }

    /// The parties' element, which of them paid depends on the way.
    fn payer(&self) -> (&'static str, &'static str) {
        match self.way {
            Way::In => ("Dbtr", "DbtrAcct"),
            Way::Out => ("Cdtr", "CdtrAcct"),
        }
    }

    fn payer_name(&self) -> Option<String> {
        let (party, _) = self.payer();
        self.in_transaction(&["RltdPties", party, "Nm"])
            .or_else(|| self.in_transaction(&["RltdPties", party, "Pty", "Nm"]))
    }

    fn payer_account(&self) -> Option<String> {
        let (_, holder) = self.payer();
        self.in_transaction(&["RltdPties", holder, "Id", "IBAN"])
            .or_else(|| self.in_transaction(&["RltdPties", holder, "Id", "Othr", "Id"]))
            .map(|written| account::normalise(&written))
    }

    /// How it was paid, as far as the bank transaction code tells.
    fn paid_by(&self) -> PaymentChannel {
        let code = |path: &[&str]| {
            self.in_transaction(path)
                .or_else(|| node::value_at(self.entry.node, path))
        };
        let family = code(FAMILY).unwrap_or_default();
        let sub_family = code(SUB_FAMILY).unwrap_or_default();
        match (family.as_str(), sub_family.as_str()) {
            (_, "STDO") => PaymentChannel::StandingOrder,
            ("IDDT" | "RDDT", _) => PaymentChannel::Avtalegiro,
            ("CCRD" | "MCRD", _) => PaymentChannel::Card,
            ("CNTR", "CDPT") => PaymentChannel::Cash,
            ("CNTR", _) => PaymentChannel::Counter,
            ("" | "RCDT" | "ICDT" | "IRCT" | "RRCT", _) => PaymentChannel::Giro,
            _ => PaymentChannel::Other,
        }
    }
}

const FAMILY: &[&str] = &["BkTxCd", "Domn", "Fmly", "Cd"];
const SUB_FAMILY: &[&str] = &["BkTxCd", "Domn", "Fmly", "SubFmlyCd"];

fn joined(reference: Option<String>, text: Option<String>) -> Option<String> {
    match (reference, text) {
        (Some(reference), Some(text)) => Some(format!("{reference}\n{text}")),
        (reference, text) => reference.or(text),
    }
}

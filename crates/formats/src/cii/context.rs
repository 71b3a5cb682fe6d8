//! What reading one document carries along: its currency and its findings.

use crate::cii::Parts;
use crate::code;
use crate::xml::date;
use crate::xml::node::{self, Node};
use domain::document::Party;
use domain::{Currency, Finding, Money};
use jiff::civil::Date;

/// Formats of dates that name no single day (UNTDID 2379): a month, a week.
const NOT_A_DAY: &[&str] = &["610", "616"];

/// The state of reading one document.
pub(super) struct Context {
    /// The currency of the document (BT-5).
    pub(super) currency: Option<Currency>,
    /// What was noticed so far.
    pub(super) findings: Vec<Finding>,
}

impl Context {
    /// Begins with the document's currency.
    pub(super) fn new(parts: &Parts<'_, '_>, mut findings: Vec<Finding>) -> Self {
        let written = parts
            .settlement
            .and_then(|it| node::value(it, "InvoiceCurrencyCode"));
        let currency = written.as_deref().and_then(|code| code.parse().ok());
        if currency.is_none() {
            let what = match &written {
                Some(code) => format!("'{code}' is not a currency (ISO 4217)"),
                None => "the document names no currency (BT-5)".to_owned(),
            };
            let message = format!("{what}; amounts without a currency of their own are left out");
            findings.push(code::CII_CURRENCY.at("InvoiceCurrencyCode", message));
        }
        Self { currency, findings }
    }

    /// The amount in the child of this name, where there is one.
    pub(super) fn money(&mut self, parent: Node<'_, '_>, name: &str) -> Option<Money> {
        self.money_in(node::child(parent, name)?)
    }

    /// The amount in this element, in its own currency or the document's.
    pub(super) fn money_in(&mut self, element: Node<'_, '_>) -> Option<Money> {
        let written = node::text(element);
        if written.is_empty() {
            return None;
        }
        let currency = match node::attribute(element, "currencyID").map(str::parse) {
            Some(Ok(currency)) => currency,
            _ => self.currency?,
        };
        match Money::parse(&written, currency) {
            Ok(money) => Some(money),
            Err(why) => {
                let place = node::place(element);
                self.findings
                    .push(code::CII_AMOUNT.at(place, why.to_string()));
                None
            }
        }
    }

    /// The day in the child of this name, in whichever way it holds one.
    pub(super) fn date(&mut self, parent: Node<'_, '_>, name: &str) -> Option<Date> {
        let holder = node::child(parent, name)?;
        let element = node::one_of(holder, &["DateTimeString", "DateTime", "Date"]);
        let element = element.unwrap_or(holder);
        let written = node::text(element);
        if written.is_empty() {
            return None;
        }
        let format = node::attribute(element, "format");
        let day = match format.is_some_and(|format| NOT_A_DAY.contains(&format)) {
            true => None,
            // Digits only (formats 102, 203, 204), or as XML Schema writes it.
            false => date::digits(&written).or_else(|| date::day(&written)),
        };
        if day.is_none() {
            let message = format!("'{written}' is not a day such as 20261123; left out");
            self.findings
                .push(code::CII_DATE.at(node::place(holder), message));
        }
        day
    }

    /// Whether Norwegian rules for payment references apply.
    pub(super) fn is_norwegian(&self, seller: Option<&Party>) -> bool {
        self.currency == Some(Currency::NOK)
            || seller.and_then(|party| party.country.as_deref()) == Some("NO")
    }
}

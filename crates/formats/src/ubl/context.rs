//! What reading one document carries along: its currency and its findings.

use crate::code;
use crate::xml::date;
use crate::xml::node::{self, Node};
use domain::document::Party;
use domain::{Currency, Finding, Money};
use jiff::civil::Date;

/// The state of reading one document.
pub(crate) struct Context {
    /// The currency of the document (BT-5).
    pub(crate) currency: Option<Currency>,
    /// What was noticed so far.
    pub(crate) findings: Vec<Finding>,
}

impl Context {
    /// Begins with the document's currency, or else that of its payable
    /// amount.
    pub(crate) fn new(root: Node<'_, '_>, findings: Vec<Finding>) -> Self {
        let mut context = Self {
            currency: None,
            findings,
        };
        context.currency = context.currency_of(root);
        context
    }

    fn currency_of(&mut self, root: Node<'_, '_>) -> Option<Currency> {
        let written = node::value(root, "DocumentCurrencyCode");
        let found = written.as_deref().and_then(|code| code.parse().ok());
        if found.is_some() {
            return found;
        }
        let payable = node::at(root, &["LegalMonetaryTotal", "PayableAmount"]);
        let instead = payable
            .and_then(|amount| node::attribute(amount, "currencyID"))
            .and_then(|code| code.parse().ok());
        let what = match &written {
            Some(code) => format!("'{code}' is not a currency (ISO 4217)"),
            None => "the document names no currency (BT-5)".to_owned(),
        };
        let then = match instead {
            Some(currency) => format!("taken from the amount to pay: {currency}"),
            None => "amounts without a currency of their own are left out".to_owned(),
        };
        let place = "cbc:DocumentCurrencyCode";
        self.findings
            .push(code::UBL_CURRENCY.at(place, format!("{what}; {then}")));
        instead
    }

    /// The amount in the child of this name, where there is one.
    pub(crate) fn money(&mut self, parent: Node<'_, '_>, name: &str) -> Option<Money> {
        self.money_in(node::child(parent, name)?)
    }

    /// The amount in this element, in its own currency or the document's.
    pub(crate) fn money_in(&mut self, element: Node<'_, '_>) -> Option<Money> {
        let written = node::text(element);
        let currency = match node::attribute(element, "currencyID").map(str::parse) {
            Some(Ok(currency)) => currency,
            _ => self.currency?,
        };
        match Money::parse(&written, currency) {
            Ok(money) => Some(money),
            Err(why) => {
                let place = node::place(element);
                self.findings
                    .push(code::UBL_AMOUNT.at(place, why.to_string()));
                None
            }
        }
    }

    /// The date in the child of this name.
    pub(crate) fn date(&mut self, parent: Node<'_, '_>, name: &str) -> Option<Date> {
        let element = node::child(parent, name)?;
        let written = node::text(element);
        if written.is_empty() {
            return None;
        }
        let date = date::day(&written);
        if date.is_none() {
            let message = format!("'{written}' is not a date such as 2026-11-23; left out");
            self.findings
                .push(code::UBL_DATE.at(node::place(element), message));
        }
        date
    }

    /// Whether Norwegian rules for payment references apply.
    pub(crate) fn is_norwegian(&self, seller: Option<&Party>) -> bool {
        self.currency == Some(Currency::NOK)
            || seller.and_then(|party| party.country.as_deref()) == Some("NO")
    }
}

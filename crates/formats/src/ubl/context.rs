//! What reading one document carries along: its currency and its findings.

use crate::code;
use crate::ubl::node::{self, Node};
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
                let place = place(element);
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
        let date = date(&written);
        if date.is_none() {
            let message = format!("'{written}' is not a date such as 2026-11-23; left out");
            self.findings
                .push(code::UBL_DATE.at(place(element), message));
        }
        date
    }

    /// Whether Norwegian rules for payment references apply.
    pub(crate) fn is_norwegian(&self, seller: Option<&Party>) -> bool {
        self.currency == Some(Currency::NOK)
            || seller.and_then(|party| party.country.as_deref()) == Some("NO")
    }
}

/// A date of XML Schema: the day as written, whatever its time zone, which
/// says where the day was meant and not another day.
fn date(written: &str) -> Option<Date> {
    let (day, zone) = written.split_at_checked(10)?;
    let is_zone = match zone.as_bytes() {
        [] | [b'Z' | b'T', ..] => true,
        [b'+' | b'-', h1, h2, b':', m1, m2] => {
            [h1, h2, m1, m2].iter().all(|digit| digit.is_ascii_digit())
        }
        _ => false,
    };
    let shape_is_right = day.bytes().enumerate().all(|(at, byte)| match at {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    if !is_zone || !shape_is_right {
        return None;
    }
    let year = day[..4].parse().ok()?;
    let month = day[5..7].parse().ok()?;
    Date::new(year, month, day[8..].parse().ok()?).ok()
}

/// Where an element is: its name and its parent's.
fn place(element: Node<'_, '_>) -> String {
    let name = element.tag_name().name();
    match element.parent_element() {
        Some(parent) => format!("{}/{name}", parent.tag_name().name()),
        None => name.to_owned(),
    }
}

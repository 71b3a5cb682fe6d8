//! Main fields of formats that are read for them only: Svefaktura, Finvoice.

use crate::code::Code;
use crate::xml::date;
use crate::xml::node::{self, Node};
use crate::{field, limits, payment_means};
use domain::document::Details;
use domain::intake::{Item, ItemBody, NewDocument};
use domain::{Currency, Finding, Money};
use jiff::civil::Date;

/// The state of reading one document.
pub(crate) struct MainFields {
    /// The currency of the document.
    pub(crate) currency: Option<Currency>,
    findings: Vec<Finding>,
    code: Code,
    missing: Code,
    currency_attribute: &'static str,
}

impl MainFields {
    /// Begins with the document's currency; `code` tells of what cannot be
    /// read, `missing` of what is not there.
    pub(crate) fn new(
        currency: Option<&str>,
        currency_attribute: &'static str,
        (code, missing): (Code, Code),
        findings: Vec<Finding>,
    ) -> Self {
        Self {
            currency: currency.and_then(|written| written.parse().ok()),
            findings,
            code,
            missing,
            currency_attribute,
        }
    }

    /// The amount in this element, with a point or a comma.
    pub(crate) fn money(&mut self, element: Option<Node<'_, '_>>) -> Option<Money> {
        let element = element?;
        let written = node::text(element).replace(',', ".");
        let attribute = node::attribute(element, self.currency_attribute);
        let currency = match attribute.map(str::parse) {
            Some(Ok(currency)) => currency,
            _ => self.currency?,
        };
        match Money::parse(&written, currency) {
            Ok(money) => Some(money),
            Err(why) => {
                self.unreadable(element, why.to_string());
                None
            }
        }
    }

    /// The day in this element, as eight digits or as XML Schema writes it.
    pub(crate) fn date(&mut self, element: Option<Node<'_, '_>>) -> Option<Date> {
        let element = element?;
        let written = node::text(element);
        let day = date::day(&written).or_else(|| date::digits(&written));
        if day.is_none() && !written.is_empty() {
            self.unreadable(element, format!("'{written}' is not a day; left out"));
        }
        day
    }

    fn unreadable(&mut self, element: Node<'_, '_>, message: String) {
        self.findings
            .push(self.code.at(node::place(element), message));
    }

    /// The whole of it, with the fields that follow from the details.
    pub(crate) fn finish(mut self, new: NewDocument, details: Details) -> Item {
        let pay = payment_means::chosen(&details.payment_means);
        let mut new = NewDocument {
            kid: pay.kid,
            account: pay.account,
            amount: details.totals.payable,
            details,
            is_whole_file: true,
            ..new
        };
        let what = [
            ("number", new.number.is_empty()),
            ("recipient", new.customer.key() == "name:"),
            ("amount to pay", new.amount.is_none()),
        ];
        for (name, is_missing) in what {
            if is_missing {
                let message = format!("the document has no {name}, or none that can be read");
                self.findings.push(self.missing.at("", message));
            }
        }
        field::shorten(&mut new, &mut self.findings);
        self.findings.truncate(limits::FINDINGS_MAX);
        Item {
            place: String::new(),
            body: ItemBody::Document(Box::new(new)),
            findings: self.findings,
        }
    }
}

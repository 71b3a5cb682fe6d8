//! Lines that tell of a payment.

use crate::kid;
use crate::ndjson::event;
use crate::ndjson::fields::Fields;
use domain::account;
use domain::intake::{ItemBody, NewPayment};

/// Reads a payment; `None` only where a finding says why.
pub(crate) fn read(mut fields: Fields<'_>) -> Option<ItemBody> {
    let source = event::source(&mut fields);
    let account = fields.required("account");
    let kid = fields.text("kid").and_then(|written| {
        let (kid, finding) = kid::read(&written, &fields.place("kid"));
        fields.notice(finding);
        kid
    });
    let amount = fields.required_as("amount", "an amount", Fields::money);
    let value_on = fields.required_as("value_on", "a date", Fields::date);
    let paid_by = fields.required_as("paid_by", "a word", Fields::word);
    let payer_account = fields.text("payer_account");
    let payer_name = fields.text("payer_name");
    let text = fields.text("text");
    let bank_reference = fields.text("bank_reference");
    fields.finish();
    Some(ItemBody::Payment(Box::new(NewPayment {
        source: source?,
        account: account::normalise(&account?),
        kid,
        amount: amount?,
        value_on: value_on?,
        paid_by: paid_by?,
        payer_account: payer_account.map(|written| account::normalise(&written)),
        payer_name,
        text,
        bank_reference,
    })))
}

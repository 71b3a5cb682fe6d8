//! One row of a list of payments becomes one payment.

use crate::csv_index::cell;
use crate::csv_index::column::Column;
use crate::csv_index::row::Row;
use domain::intake::NewPayment;
use domain::{PaymentChannel, SourceKey, account};

/// The system of payments whose list gives them no key.
const SYSTEM: &str = "csv-payments";

/// Reads a row; `None` only where a finding says why.
pub(super) fn read(row: &mut Row<'_>) -> Option<NewPayment> {
    let kid = row.kid();
    let account = row.account();
    let account = row.needed(Column::Account, account);
    let amount = row.amount();
    let amount = row.needed(Column::Amount, amount);
    let value_on = row.read(Column::ValueOn, cell::date);
    let value_on = row.needed(Column::ValueOn, value_on);
    let paid_by = row.read(Column::PaidBy, cell::paid_by);
    let usual = match kid {
        Some(_) => PaymentChannel::Giro,
        None => PaymentChannel::Other,
    };
    let (account, amount, value_on) = (account?, amount?, value_on?);
    let bank_reference = row.text(Column::BankReference);
    let payer_account = row.text(Column::PayerAccount);
    let payer_name = row.text(Column::Payer);
    let named = || {
        let parts = [
            Some(account.clone()),
            Some(value_on.to_string()),
            bank_reference.clone(),
            kid.clone(),
            Some(format!("{}{}", amount.decimal(), amount.currency)),
            payer_account.clone().or_else(|| payer_name.clone()),
        ];
        let parts: Vec<String> = parts.into_iter().map(Option::unwrap_or_default).collect();
        SourceKey::new(SYSTEM, parts.join("/"))
    };
    Some(NewPayment {
        source: row.source().unwrap_or_else(named),
        amount,
        value_on,
        paid_by: paid_by.unwrap_or(usual),
        payer_account: payer_account.map(|written| account::normalise(&written)),
        payer_name,
        text: row.text(Column::Text),
        bank_reference,
        account,
        kid,
    })
}

//! The bank's next files: OCR giro, fixed lines of 80 characters.

use super::stream::Stream;
use super::{DemoFile, Plan};
use domain::PaymentChannel;
use domain::intake::NewPayment;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Most payments in one file: what the counters of the format can hold.
const PAYMENTS_MAX: usize = 9_999_999;

/// One file for each account that was paid to.
pub(super) fn files(plan: &Plan) -> Vec<DemoFile> {
    pending(plan)
        .into_iter()
        .map(|(account, payments)| DemoFile {
            name: format!("OCR-{account}.txt"),
            media_type: "text/plain".to_owned(),
            bytes: Giro::write(&account, &payments).into_bytes(),
        })
        .collect()
}

/// What is booked but not told, by account. Payments without a KID and money
/// that went back are left out: they come on the bank statement, not in the
/// files that this agreement covers.
fn pending(plan: &Plan) -> BTreeMap<String, Vec<NewPayment>> {
    let (now, today) = (plan.days.now(), plan.days.date(plan.days.today()));
    let mut pending: BTreeMap<String, Vec<NewPayment>> = BTreeMap::new();
    for told in Stream::new(plan) {
        for paid in told.story.payments {
            let is_pending = paid.learned_at.as_second() > now && paid.payment.value_on <= today;
            let is_covered = paid.payment.kid.is_some() && paid.payment.amount.minor > 0;
            if is_pending && is_covered {
                let account = paid.payment.account.clone();
                pending.entry(account).or_default().push(paid.payment);
            }
        }
    }
    pending
}

/// One transmission with one assignment.
#[derive(Default)]
struct Giro {
    text: String,
    records: usize,
}

impl Giro {
    fn write(account: &str, payments: &[NewPayment]) -> String {
        let payments = &payments[..payments.len().min(PAYMENTS_MAX)];
        let dates = || payments.iter().map(|payment| payment.value_on);
        let written = |date: Option<Date>| date.map_or_else(|| "000000".to_owned(), written);
        let (first, last) = (written(dates().min()), written(dates().max()));
        let mut giro = Self::default();
        giro.record(&format!("NY00001000008080{:07}00102000", 1));
        giro.record(&format!("NY090020{:09}{:07}{account}", 1, 1));
        for (no, payment) in payments.iter().enumerate() {
            giro.payment(no + 1, payment);
        }
        let sum: i64 = payments.iter().map(|p| p.amount.minor).sum();
        let count = payments.len();
        let records = giro.records;
        giro.record(&format!(
            "NY090088{count:08}{records:08}{sum:017}{last}{first}{last}"
        ));
        let records = giro.records + 1;
        giro.record(&format!("NY000089{count:08}{records:08}{sum:017}{last}"));
        giro.text
    }

    fn payment(&mut self, no: usize, payment: &NewPayment) {
        let kind = transaction(payment);
        let date = written(payment.value_on);
        let minor = payment.amount.minor;
        let kid = payment.kid.as_deref().unwrap_or_default();
        self.record(&format!(
            "NY09{kind:02}30{no:07}{date}01{:02}1{:05}0{minor:017}{kid:>25}",
            payment.value_on.day(),
            no % 100_000
        ));
        let reference = payment.bank_reference.as_deref().unwrap_or("000000000");
        let payer = payment.payer_account.as_deref().unwrap_or("00000000000");
        self.record(&format!(
            "NY09{kind:02}31{no:07}{:010}{reference:0>9}0000000{date}{payer:0>11}",
            0
        ));
    }

    fn record(&mut self, content: &str) {
        let _ = writeln!(self.text, "{content:0<80}");
        self.records += 1;
    }
}

/// The transaction type of OCR giro for a way of paying.
const fn transaction(payment: &NewPayment) -> u8 {
    match payment.paid_by {
        PaymentChannel::Avtalegiro => 15,
        PaymentChannel::StandingOrder => 11,
        PaymentChannel::Counter => 14,
        PaymentChannel::Cash => 17,
        PaymentChannel::Card => 19,
        _ => 10,
    }
}

fn written(date: Date) -> String {
    format!(
        "{:02}{:02}{:02}",
        date.day(),
        date.month(),
        date.year().rem_euclid(100)
    )
}

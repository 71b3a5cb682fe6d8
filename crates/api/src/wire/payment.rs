use super::Money;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

/// A payment as the bank told it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Payment {
    /// Its id.
    #[schema(format = Uuid)]
    pub id: String,
    /// The system that told it.
    pub source: String,
    /// That system's own name for it.
    pub source_id: String,
    /// The account that was paid to.
    pub account: String,
    /// Payment reference; text, because leading zeros count.
    pub kid: Option<String>,
    /// How much; negative where the money went back.
    pub amount: Money,
    /// The day the money counts from.
    #[schema(value_type = String, format = Date)]
    pub value_on: Date,
    /// How it was paid. Open.
    #[schema(example = "avtalegiro")]
    pub paid_by: &'static str,
    /// The account it came from, where the bank says so.
    pub payer_account: Option<String>,
    /// Who paid, where the bank says so.
    pub payer_name: Option<String>,
    /// Free text from payer or bank.
    pub text: Option<String>,
    /// The bank's archive reference.
    pub bank_reference: Option<String>,
    /// When it was learned.
    #[schema(value_type = String, format = DateTime)]
    pub learned_at: Timestamp,
    /// The document it belongs to.
    #[schema(format = Uuid)]
    pub document: Option<String>,
    /// Whether a person decided that.
    pub matched_by_hand: Option<bool>,
}

impl From<&domain::Payment> for Payment {
    fn from(payment: &domain::Payment) -> Self {
        Self {
            id: payment.id.to_string(),
            source: payment.source.source.clone(),
            source_id: payment.source.id.clone(),
            account: payment.account.clone(),
            kid: payment.kid.clone(),
            amount: payment.amount.into(),
            value_on: payment.value_on,
            paid_by: payment.paid_by.code(),
            payer_account: payment.payer_account.clone(),
            payer_name: payment.payer_name.clone(),
            text: payment.text.clone(),
            bank_reference: payment.bank_reference.clone(),
            learned_at: payment.learned_at,
            document: payment.matched.map(|matched| matched.document.to_string()),
            matched_by_hand: payment.matched.map(|matched| matched.by_hand),
        }
    }
}

/// How many payments, and their sums.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct PaymentCount {
    /// How many.
    pub payments: u64,
    /// Their sums, one entry a currency.
    pub sums: Vec<Money>,
}

impl From<app::payments::PaymentCount> for PaymentCount {
    fn from(count: app::payments::PaymentCount) -> Self {
        Self {
            payments: count.payments,
            sums: count.sums.into_iter().map(Money::from).collect(),
        }
    }
}

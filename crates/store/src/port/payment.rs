use crate::Result;
use domain::payment::Telling;
use domain::{
    CompanyId, DocumentId, ImportId, Money, OrganisationId, Payment, PaymentId, SourceKey,
};
use jiff::Timestamp;

/// Which payments to list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PaymentFilter {
    /// Only matched, only unmatched, or all.
    pub matched: Option<bool>,
    /// Only payments of this document.
    pub document: Option<DocumentId>,
    /// Only payments whose KID, payer's name or text contains this.
    pub text: Option<String>,
    /// Only payments of these companies; `None` for all. A payment is of the
    /// company whose document it belongs to, and while it belongs to none, of
    /// the company whose account it came to.
    pub companies: Option<Vec<CompanyId>>,
}

/// A position in the list of payments: newest value date first, then newest id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PaymentCursor {
    /// Value date of the last payment seen.
    pub value_on: jiff::civil::Date,
    /// Its id.
    pub id: PaymentId,
}

/// How many payments and how much, one entry a currency.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PaymentCount {
    /// How many payments.
    pub payments: u64,
    /// Their sums.
    pub sums: Vec<Money>,
}

/// Payments that one line of a bank statement is the sum of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PaymentSum {
    /// The file of giro payments.
    pub import: ImportId,
    /// How many of its payments add up to the line.
    pub payments: u64,
}

/// What a person's decision about a payment led to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum MatchOutcome {
    /// It is done.
    Done,
    /// There is no such payment or no such document.
    Unknown,
    /// The payment belongs to a document already; it must be detached first.
    AlreadyMatched(DocumentId),
    /// The payment belongs to no document.
    NotMatched,
    /// Payment and document are in different currencies, or the document
    /// asks for no payment.
    CannotBe,
}

/// The payments of an organisation. They are added by recording imports, and
/// matched there; here a person decides.
#[async_trait::async_trait]
pub trait Payments {
    /// A payment by id.
    async fn lookup_payment(
        &self,
        organisation: OrganisationId,
        id: PaymentId,
    ) -> Result<Option<Payment>>;
    /// A page of payments, newest value date first.
    async fn list_payments(
        &self,
        organisation: OrganisationId,
        filter: &PaymentFilter,
        after: Option<PaymentCursor>,
        limit: usize,
    ) -> Result<Vec<Payment>>;
    /// The places that come before one in that list, the nearest first.
    async fn list_payments_before(
        &self,
        organisation: OrganisationId,
        filter: &PaymentFilter,
        before: PaymentCursor,
        limit: usize,
    ) -> Result<Vec<PaymentCursor>>;
    /// How many payments the filter selects, and their sums.
    async fn count_payments(
        &self,
        organisation: OrganisationId,
        filter: &PaymentFilter,
    ) -> Result<PaymentCount>;
    /// Matches a payment to a document by hand.
    async fn match_payment(
        &self,
        organisation: OrganisationId,
        payment: PaymentId,
        document: DocumentId,
        at: Timestamp,
    ) -> Result<MatchOutcome>;
    /// Undoes a match. The payment is then left for people: it is not matched
    /// by itself again.
    async fn detach_payment(
        &self,
        organisation: OrganisationId,
        payment: PaymentId,
        at: Timestamp,
    ) -> Result<MatchOutcome>;
    /// What each file told of a payment that several told of, in the order
    /// they did; empty where only one told of it.
    async fn list_payment_tellings(
        &self,
        organisation: OrganisationId,
        id: PaymentId,
    ) -> Result<Vec<Telling>>;
    /// Payments that may be this one under another system's name, and of
    /// which nobody has said that they are not.
    async fn list_payment_twins(
        &self,
        organisation: OrganisationId,
        id: PaymentId,
    ) -> Result<Vec<Payment>>;
    /// The giro payments that a payment without KID is the sum of, as banks
    /// book them on one line of the statement; `None` where it is none.
    async fn find_payment_sum(
        &self,
        organisation: OrganisationId,
        id: PaymentId,
    ) -> Result<Option<PaymentSum>>;
    /// Makes two payments of the same money to the same account one, which
    /// keeps what both were told with. The one with a document stays.
    async fn merge_payments(
        &self,
        organisation: OrganisationId,
        one: PaymentId,
        other: PaymentId,
        at: Timestamp,
    ) -> Result<MatchOutcome>;
    /// Undoes that a telling was taken for a payment: it becomes the payment
    /// `new`, and the two stay apart.
    async fn split_payment(
        &self,
        organisation: OrganisationId,
        id: PaymentId,
        telling: SourceKey,
        new: PaymentId,
        at: Timestamp,
    ) -> Result<MatchOutcome>;
    /// Notes that two payments that look alike are two. One that was held
    /// back because of the other is matched by rule then.
    async fn keep_payments_apart(
        &self,
        organisation: OrganisationId,
        one: PaymentId,
        other: PaymentId,
        at: Timestamp,
    ) -> Result<MatchOutcome>;
    /// Unpaid documents whose outstanding amount is exactly this, as
    /// suggestions for a person, oldest due first.
    async fn find_documents_by_outstanding(
        &self,
        organisation: OrganisationId,
        amount: Money,
        limit: usize,
    ) -> Result<Vec<DocumentId>>;
}

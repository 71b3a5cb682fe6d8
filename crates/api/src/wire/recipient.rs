use super::Customer;
use app::recipients;
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

/// A recipient as somebody named them, with how much is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Recipient {
    /// Every customer that the name or number means.
    pub customers: Vec<Customer>,
    /// How many documents they got.
    pub documents: usize,
    /// How many of them erasing would erase.
    pub erasable: u64,
    /// How many holds keep from it.
    pub held: u64,
    /// The day on which the first of what can be erased was received.
    #[schema(value_type = Option<String>, format = Date)]
    pub received_from: Option<Date>,
    /// The day of the last.
    #[schema(value_type = Option<String>, format = Date)]
    pub received_to: Option<Date>,
}

/// What erasing a recipient came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ErasedRecipient {
    /// Documents that were erased.
    pub documents: u64,
    /// Documents that holds kept.
    pub held: u64,
}

impl From<&recipients::Recipient> for Recipient {
    fn from(recipient: &recipients::Recipient) -> Self {
        let received = recipient.preview.received;
        Self {
            customers: recipient.customers.iter().map(Customer::from).collect(),
            documents: recipient.documents(),
            erasable: recipient.preview.documents,
            held: recipient.preview.held,
            received_from: received.map(|(first, _)| first),
            received_to: received.map(|(_, last)| last),
        }
    }
}

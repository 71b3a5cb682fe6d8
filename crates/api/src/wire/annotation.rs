use app::annotations;
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

/// Something that happened and is read along with figures over time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Annotation {
    /// Its id.
    #[schema(format = Uuid)]
    pub id: String,
    /// The day on which it began.
    #[schema(value_type = String, format = Date)]
    pub first_on: Date,
    /// The last day; absent where it was one day.
    #[schema(value_type = Option<String>, format = Date)]
    pub last_on: Option<Date>,
    /// Id of the company that it is about; absent for all.
    #[schema(format = Uuid)]
    pub company: Option<String>,
    /// The channel that it is about; absent for all. Open.
    pub channel: Option<&'static str>,
    /// What happened.
    pub text: String,
}

impl From<&annotations::Annotation> for Annotation {
    fn from(one: &annotations::Annotation) -> Self {
        Self {
            id: one.id.to_string(),
            first_on: one.first_on,
            last_on: one.last_on,
            company: one.company.map(|id| id.to_string()),
            channel: one.channel.map(domain::Channel::code),
            text: one.text.clone(),
        }
    }
}

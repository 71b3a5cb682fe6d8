use app::holds::{self, HoldOn};
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

/// A legal hold: what it covers is not erased until it is released.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Hold {
    /// Its id.
    #[schema(format = Uuid)]
    pub id: String,
    /// What people call it.
    pub name: String,
    /// Why it is set.
    pub reason: String,
    /// Words of the filter language that it is on; absent where it is on one
    /// document.
    #[schema(example = "customer:10042")]
    pub filter: Option<String>,
    /// Id of the document that it is on; absent where it is on a filter.
    #[schema(format = Uuid)]
    pub document: Option<String>,
    /// How many documents it holds now.
    pub documents: u64,
    /// When it was set.
    #[schema(value_type = String, format = DateTime)]
    pub set_at: Timestamp,
    /// The name of whoever set it.
    pub set_by: String,
    /// When it was released.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub released_at: Option<Timestamp>,
    /// The name of whoever released it.
    pub released_by: Option<String>,
}

impl From<&holds::Hold> for Hold {
    fn from(hold: &holds::Hold) -> Self {
        let (filter, document) = match &hold.on {
            HoldOn::Filter(filter) => (Some(filter.clone()), None),
            HoldOn::Document(id) => (None, Some(id.to_string())),
        };
        let released = hold.released.as_ref();
        Self {
            id: hold.id.to_string(),
            name: hold.name.clone(),
            reason: hold.reason.clone(),
            filter,
            document,
            documents: hold.documents,
            set_at: hold.set_at,
            set_by: hold.set_by.clone(),
            released_at: released.map(|(at, _)| *at),
            released_by: released.map(|(_, by)| by.clone()),
        }
    }
}

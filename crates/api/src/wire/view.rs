use app::views;
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

/// A saved view of the list of documents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct View {
    /// Its id.
    #[schema(format = Uuid)]
    pub id: String,
    /// What people call it.
    pub name: String,
    /// Whether everybody in the organisation has it.
    pub shared: bool,
    /// Whether this key saved it.
    pub own: bool,
    /// The name of whoever saved it.
    pub owner: String,
    /// Which documents, in words of the filter language; empty for all.
    #[schema(example = "delivery:failed received:last30d")]
    pub filter: String,
    /// Column to sort by; `-` in front reverses.
    #[schema(example = "-received")]
    pub sort: String,
    /// Columns of the list in the portal, in their order; empty for the usual
    /// ones.
    #[schema(example = json!(["number", "customer", "due"]))]
    pub columns: Vec<&'static str>,
    /// Whether the list in the portal shows small pictures.
    pub pictures: bool,
    /// When it was saved first.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Timestamp,
    /// When it was saved last.
    #[schema(value_type = String, format = DateTime)]
    pub changed_at: Timestamp,
}

impl From<&views::View> for View {
    fn from(view: &views::View) -> Self {
        let columns = view.shows.columns.iter();
        Self {
            id: view.id.to_string(),
            name: view.name.clone(),
            shared: view.is_shared,
            own: view.is_own,
            owner: view.owner_name.clone(),
            filter: view.shows.filter.to_string(),
            sort: view.shows.sort.to_string(),
            columns: columns.map(|column| column.code()).collect(),
            pictures: view.shows.pictures,
            created_at: view.created_at,
            changed_at: view.changed_at,
        }
    }
}

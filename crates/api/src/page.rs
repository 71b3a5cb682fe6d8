use serde::Serialize;
use utoipa::ToSchema;

/// A page of a list. Follow `next` to the end: each item comes once, also
/// while others are added.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub(crate) struct Page<T> {
    /// The items.
    pub(crate) items: Vec<T>,
    /// Address of the next page; absent on the last.
    pub(crate) next: Option<String>,
    /// Address of the page before; absent on the first, and where a list
    /// leads on only.
    pub(crate) prev: Option<String>,
}

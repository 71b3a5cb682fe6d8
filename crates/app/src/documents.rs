//! Documents: the list, one of them, its files, and the list as a file.

mod export;
mod file;
mod find;
mod listed;
mod lookup;
mod show;
mod spoken;

pub use export::{Column, Export, Flavour, Wording, cells, export, heads};
pub use facts::{Facets, Sort, SortBy, UnknownSort};
pub use file::{File, attachment, disposition, original};
pub use find::{Found, Row, Search, Sum, find, find_by_reference, ids, neighbours, rows};
pub(crate) use find::{places, rows_seen, view};
pub(crate) use listed::{Around, RowRef, kept, listed_seen};
pub(crate) use lookup::lookup;
pub use show::{Shown, show};
pub use spoken::Spoken;

//! Documents: the list, one of them, its files, and the list as a file.

mod export;
mod file;
mod find;
mod lookup;
mod show;

pub(crate) use export::harmless;
pub use export::{Column, Export, Flavour, Wording, export};
pub use facts::{Facets, Sort, SortBy, UnknownSort};
pub use file::{File, attachment, disposition, original};
pub(crate) use find::view;
pub use find::{Found, Row, Search, Sum, find, find_by_reference, ids, neighbours, rows};
pub(crate) use lookup::lookup;
pub use show::{Shown, show};

//! The face of the read model.

use crate::columns::Columns;
use crate::names::joined;
use crate::statistics::Statistics;
use crate::{
    CompanyEntry, Cursor, CursorError, CustomerEntry, Dimension, Entry, Group, List, Memory, Sort,
    View, group, list,
};
use domain::filter::Has;
use domain::{DocumentId, Seq};
use jiff::Timestamp;
use jiff::tz::TimeZone;

/// The documents of one organisation, as columns.
#[derive(Debug, Clone)]
pub struct Facts {
    pub(crate) position: Seq,
    pub(crate) zone: TimeZone,
    pub(crate) columns: Columns,
}

impl Facts {
    /// An empty model. Days are local days of this time zone.
    pub fn new(zone: TimeZone) -> Self {
        Self {
            position: Seq::default(),
            zone,
            columns: Columns::default(),
        }
    }

    /// The time zone whose days are meant.
    pub const fn zone(&self) -> &TimeZone {
        &self.zone
    }

    /// Every event up to and including this place in the log is in the answers.
    pub const fn position(&self) -> Seq {
        self.position
    }

    /// Says that every event up to and including this place has been applied.
    pub const fn set_position(&mut self, position: Seq) {
        self.position = position;
    }

    /// Takes documents in, in any order and any number of times: of each the
    /// entry with the highest place in the log holds.
    pub fn apply(&mut self, entries: &[Entry]) {
        self.columns.take_all(entries, &self.zone);
    }

    /// Takes names and numbers of customers in; the last told holds.
    pub fn apply_customers(&mut self, customers: &[CustomerEntry]) {
        let told = customers.iter().map(|customer| {
            let number = customer.number.as_deref().unwrap_or_default();
            (customer.id, joined(number, &customer.name))
        });
        self.columns.customers.tell(told);
    }

    /// Takes names and numbers of companies in; the last told holds.
    pub fn apply_companies(&mut self, companies: &[CompanyEntry]) {
        let told = companies.iter().map(|company| {
            let text = joined(&company.number, &company.name);
            (company.id, text)
        });
        self.columns.companies.tell(told);
    }

    /// Forgets documents, as erasing does.
    pub fn remove(&mut self, documents: &[DocumentId]) {
        self.columns.remove(documents);
    }

    /// How many documents there are.
    pub fn len(&self) -> usize {
        self.columns.len()
    }

    /// Whether there are any of which only figures are left.
    pub fn has_erased(&self) -> bool {
        self.columns.shapes.any(|shape| shape.has(Has::Erased))
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many bytes of memory it takes, dictionaries and spare room included.
    pub fn bytes(&self) -> usize {
        self.memory().total()
    }

    /// How many bytes of memory each part of it takes.
    pub fn memory(&self) -> Memory {
        self.columns.memory()
    }

    /// A page of at most `limit` documents with totals, sums and facets.
    ///
    /// # Errors
    ///
    /// A cursor that another order gave.
    pub fn list(
        &self,
        view: &View,
        sort: Sort,
        cursor: Option<&Cursor>,
        limit: usize,
    ) -> Result<List, CursorError> {
        list::list(&self.columns, view, sort, cursor, limit)
    }

    /// The documents before and after one in a list, whether or not it is in
    /// the list itself; neither where it is unknown.
    pub fn neighbours(
        &self,
        view: &View,
        sort: Sort,
        document: DocumentId,
    ) -> (Option<DocumentId>, Option<DocumentId>) {
        list::neighbours(&self.columns, view, sort, document)
    }

    /// The whole list, in order.
    pub fn ids(&self, view: &View, sort: Sort) -> Vec<DocumentId> {
        list::ids(&self.columns, view, sort)
    }

    /// The whole list, in order, with where in the log each document was told
    /// of last.
    pub fn places(&self, view: &View, sort: Sort) -> Vec<(DocumentId, Seq)> {
        list::places(&self.columns, view, sort)
    }

    /// How many documents a view means.
    pub fn count(&self, view: &View) -> u64 {
        list::count(&self.columns, view)
    }

    /// Counts and sums by dimensions, ordered by key. Without dimensions one
    /// group with everything, or none where nothing is meant.
    pub fn group(&self, view: &View, dimensions: &[Dimension]) -> Vec<Group> {
        group::group(&self.columns, view, dimensions)
    }

    /// The questions of statistics about the documents of a view, asked at a
    /// moment of the view's day.
    pub const fn statistics<'a>(&'a self, view: &'a View, now: Timestamp) -> Statistics<'a> {
        Statistics::new(&self.columns, &self.zone, view, now)
    }
}

//! Whom a report names. What it names is erased with them.

use super::Maker;
use domain::{DocumentId, PaymentId};
use std::collections::BTreeSet;
use std::sync::PoisonError;

/// Whom a report names, and in which of its tables.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::reports) struct Named {
    /// Documents of which it says more than that they count.
    pub(in crate::reports) documents: Vec<DocumentId>,
    /// Payments of which it does.
    pub(in crate::reports) payments: Vec<PaymentId>,
    /// The names of the tables that do.
    pub(in crate::reports) tables: BTreeSet<String>,
}

impl Named {
    /// Whether it names nobody.
    pub(in crate::reports) fn is_empty(&self) -> bool {
        self.documents.is_empty() && self.payments.is_empty()
    }

    /// Adds whom another names.
    pub(in crate::reports) fn extend(&mut self, more: &Self) {
        self.documents.extend(&more.documents);
        self.payments.extend(&more.payments);
        self.tables.extend(more.tables.iter().cloned());
    }
}

impl Maker<'_> {
    /// Notes documents that a table names.
    pub(super) fn names(&self, table: &str, documents: impl IntoIterator<Item = DocumentId>) {
        let mut named = self.named.lock().unwrap_or_else(PoisonError::into_inner);
        named.documents.extend(documents);
        named.tables.insert(table.to_owned());
    }

    /// Notes payments that a table names.
    pub(super) fn names_payments(
        &self,
        table: &str,
        payments: impl IntoIterator<Item = PaymentId>,
    ) {
        let mut named = self.named.lock().unwrap_or_else(PoisonError::into_inner);
        named.payments.extend(payments);
        named.tables.insert(table.to_owned());
    }

    /// Whom it named.
    pub(super) fn named(self) -> Named {
        self.named
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

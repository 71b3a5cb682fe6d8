//! What the read model takes of memory, part by part.

/// Bytes of memory, spare room included.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Memory {
    /// Ids and columns of documents.
    pub columns: usize,
    /// Where each document lies.
    pub index: usize,
    /// Numbers and KIDs of documents, with where each begins.
    pub texts: usize,
    /// Combinations, batches, and what was paid in part.
    pub tables: usize,
    /// Customers and companies with their numbers and names.
    pub names: usize,
}

impl Memory {
    /// All of it.
    pub const fn total(&self) -> usize {
        self.columns + self.index + self.texts + self.tables + self.names
    }
}

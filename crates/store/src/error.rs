/// The result of every verb of the record.
pub type Result<T> = std::result::Result<T, Error>;

/// Why the record could not do something. No driver's type is in it.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Something with the same key exists already.
    #[error("already there: {constraint}")]
    Conflict {
        /// What must be unique, for example `company.number`.
        constraint: &'static str,
    },
    /// What was read has changed since.
    #[error("changed since it was read")]
    Stale,
    /// A stored value is not what the schema promises.
    #[error("{table}.{column} holds something that was never written there")]
    Inconsistent {
        /// Table.
        table: &'static str,
        /// Column.
        column: &'static str,
    },
    /// The record cannot take it now; trying again later may help.
    #[error("the record is busy")]
    Busy,
    /// The database or the object store does not answer. What was asked may
    /// or may not have been done; asking again later is safe and may help.
    #[error("the {what} does not answer")]
    Away {
        /// Which of them.
        what: &'static str,
        /// What the connection said.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The disk is full; nothing was written.
    #[error("the disk is full")]
    Full,
    /// Anything else.
    #[error("the record failed")]
    Other(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl Error {
    /// Wraps an engine's or the file system's own error.
    pub fn other(source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Other(source.into())
    }
}

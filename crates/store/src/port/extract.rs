use crate::Result;
use domain::{DocumentId, ExportId, OrganisationId, PaymentId, RunId, Seq};

/// Something that was made of documents and is kept apart from them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Extract {
    /// The files of a run of a report, and its letters.
    Run(RunId),
    /// A file that was asked for.
    Export(ExportId),
}

impl Extract {
    /// The number of its kind, as it lies in a column.
    pub const fn kind(self) -> u8 {
        match self {
            Self::Run(_) => 0,
            Self::Export(_) => 1,
        }
    }

    /// Its id among those of its kind.
    pub const fn id(&self) -> &[u8; 16] {
        match self {
            Self::Run(id) => id.as_bytes(),
            Self::Export(id) => id.as_bytes(),
        }
    }

    /// The one of a kind with an id.
    pub const fn of(kind: u8, id: [u8; 16]) -> Option<Self> {
        match kind {
            0 => Some(Self::Run(RunId::from_bytes(id))),
            1 => Some(Self::Export(ExportId::from_bytes(id))),
            _ => None,
        }
    }
}

/// Whom an extract names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Named {
    /// Anything that there is.
    Everything,
    /// These, once or more often, in any order.
    These {
        /// Documents.
        documents: Vec<DocumentId>,
        /// Payments.
        payments: Vec<PaymentId>,
    },
}

/// What extracts name, so that erasing finds them.
#[async_trait::async_trait]
pub trait Extracts {
    /// Notes whom an extract names, in the place of what was noted before.
    /// False, and nothing is noted, if one of them was erased after a place in
    /// the log: who asked has words of it and is to ask again.
    async fn note_extract(
        &self,
        organisation: OrganisationId,
        extract: Extract,
        named: Named,
        looked_at: Seq,
    ) -> Result<bool>;
}

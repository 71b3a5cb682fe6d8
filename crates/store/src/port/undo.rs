use crate::Result;
use domain::{DocumentId, ImportId, OrganisationId, PaymentId, Seq, UserId};
use jiff::Timestamp;

/// How far undoing an import is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UndoState {
    /// Nobody has undone it.
    Standing,
    /// It was begun and not finished.
    Begun,
    /// It is undone.
    Undone,
}

/// Where the next step of undoing an import goes on: first what was told in
/// events, then payments, then documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UndoCursor {
    /// Events after this place in the log.
    Events(Seq),
    /// Payments after this one.
    Payments(PaymentId),
    /// Documents after this one.
    Documents(DocumentId),
}

/// Why something that an import brought stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Obstacle {
    /// Another file or system has told of it since.
    ToldOf,
    /// A person has written or decided something about it.
    InHand,
    /// A payment of another import belongs to it.
    Paid,
    /// A credit note of another import covers it.
    Credited,
}

impl Obstacle {
    /// The word used in JSON and in texts.
    pub const fn code(self) -> &'static str {
        match self {
            Self::ToldOf => "told_of",
            Self::InHand => "in_hand",
            Self::Paid => "paid",
            Self::Credited => "credited",
        }
    }
}

/// Something that stays although its import is undone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// A document.
    Document(DocumentId, Obstacle),
    /// A payment.
    Payment(PaymentId, Obstacle),
}

/// What one step of undoing took away, or would take away.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct UndoStep {
    /// Documents.
    pub documents: u64,
    /// Payments; of those that another file told of too, only the telling.
    pub payments: u64,
    /// Events and mandates.
    pub events: u64,
    /// What stays, and why.
    pub kept: Vec<Kept>,
    /// Where the next step goes on; `None` at the end.
    pub next: Option<UndoCursor>,
}

/// Undoing what an import brought. The log only grows: documents are
/// withdrawn and events retracted by later ones.
#[async_trait::async_trait]
pub trait Undo {
    /// How far undoing an import is.
    async fn lookup_undo(
        &self,
        organisation: OrganisationId,
        import: ImportId,
    ) -> Result<UndoState>;
    /// What a step of undoing would do; nothing is written. `limit` is how
    /// many things it looks at.
    async fn preview_undo(
        &self,
        organisation: OrganisationId,
        import: ImportId,
        from: UndoCursor,
        limit: usize,
    ) -> Result<UndoStep>;
    /// Does a step of undoing. The last one completes it; an interrupted one
    /// is begun again.
    async fn undo_import(
        &self,
        organisation: OrganisationId,
        import: ImportId,
        (by, at): (Option<UserId>, Timestamp),
        from: UndoCursor,
        limit: usize,
    ) -> Result<UndoStep>;
    /// Documents withdrawn after a place in the log, by that place.
    async fn list_withdrawn_after(
        &self,
        organisation: OrganisationId,
        after: Seq,
        limit: usize,
    ) -> Result<Vec<(Seq, DocumentId)>>;
}

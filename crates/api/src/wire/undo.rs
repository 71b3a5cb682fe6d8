use app::imports::{Kept, UndoState, Undone};
use serde::Serialize;
use utoipa::ToSchema;

/// What undoing an import took away, or would take away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Undo {
    /// `standing`, `begun` or `undone`.
    pub state: &'static str,
    /// Documents that go.
    pub documents: u64,
    /// Payments that go.
    pub payments: u64,
    /// Events and mandates that are taken back.
    pub events: u64,
    /// How many things stay because others stand on them.
    pub kept: u64,
    /// The first of them, with why.
    pub examples: Vec<KeptThing>,
    /// Whether that is all; a preview of a very large import stops counting.
    pub is_all: bool,
}

/// Something that stays although its import is undone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct KeptThing {
    /// `document` or `payment`.
    pub kind: &'static str,
    /// Its id.
    #[schema(format = Uuid)]
    pub id: String,
    /// Why: `told_of`, `in_hand`, `paid`, `credited`. Open.
    pub reason: &'static str,
}

impl Undo {
    /// What was counted, with how far it is.
    pub fn of(undone: &Undone, state: UndoState) -> Self {
        Self {
            state: match state {
                UndoState::Standing => "standing",
                UndoState::Begun => "begun",
                UndoState::Undone => "undone",
            },
            documents: undone.documents,
            payments: undone.payments,
            events: undone.events,
            kept: undone.kept,
            examples: undone.examples.iter().map(KeptThing::from).collect(),
            is_all: undone.is_all,
        }
    }
}

impl From<&Kept> for KeptThing {
    fn from(kept: &Kept) -> Self {
        let (kind, id, obstacle) = match kept {
            Kept::Document(id, obstacle) => ("document", id.to_string(), obstacle),
            Kept::Payment(id, obstacle) => ("payment", id.to_string(), obstacle),
        };
        Self {
            kind,
            id,
            reason: obstacle.code(),
        }
    }
}

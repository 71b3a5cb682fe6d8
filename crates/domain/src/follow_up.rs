//! Following documents up: how it ends.

use crate::code::vocabulary;

vocabulary! {
    /// How following a document up ended.
    FollowUpOutcome, "outcome of a follow-up" {
        /// What was wrong is mended.
        Resolved = 1 "resolved",
        /// It was sent again, perhaps another way.
        Resent = 2 "resent",
        /// It was settled with the recipient.
        Settled = 3 "settled",
        /// There was nothing to do.
        NotNeeded = 4 "not_needed",
        /// It was given to somebody else, or given anew.
        PassedOn = 5 "passed_on",
    }
}

impl FollowUpOutcome {
    /// Those that a person chooses; the other follows from giving it on.
    pub const CHOSEN: &'static [Self] =
        &[Self::Resolved, Self::Resent, Self::Settled, Self::NotNeeded];
}

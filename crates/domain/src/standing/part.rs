//! Parts of an amount, settled on days of their own.

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

/// Something that settled a part of what was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// A payment, by its value date; below zero where money went back.
    Paid {
        /// The value date.
        on: Date,
        /// How much, in minor units of the document's currency.
        minor: i64,
    },
    /// A credit note.
    Credited {
        /// When it came.
        at: Timestamp,
        /// How much, in minor units of the document's currency.
        minor: i64,
    },
}

impl Part {
    /// How much it settled, in minor units of the document's currency.
    pub const fn minor(self) -> i64 {
        match self {
            Self::Paid { minor, .. } | Self::Credited { minor, .. } => minor,
        }
    }
}

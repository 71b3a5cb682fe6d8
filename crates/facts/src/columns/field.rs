//! What a document has a column of.

/// A column, by its place in a block. Stored in snapshots: never renumbered,
/// only appended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Field {
    /// The place in the log up to which the row is told.
    Seq = 0,
    /// Received, minutes since 1970 UTC.
    Received = 1,
    /// Received, local day. Days are days since 1970-01-01.
    ReceivedOn = 2,
    /// The day on it.
    Issued = 3,
    /// The last day to pay, as written.
    Due = 4,
    /// The day on which it was fully paid.
    Paid = 5,
    /// The day on which it was credited or cancelled, so that no payment is
    /// waited for any longer.
    Closed = 6,
    /// First sent, minutes after it was received; before that is negative.
    Sent = 7,
    /// First arrived, minutes after it was received.
    Delivered = 8,
    /// First opened or approved, minutes after it was received.
    Opened = 9,
    /// Code of the combination of everything that takes few values.
    Shape = 10,
    /// Customer code.
    Customer = 11,
    /// Batch code, 0 for none.
    Batch = 12,
    /// Minor units; 0 where there is no amount.
    Amount = 13,
    /// What became of its payment, by the numbers of `fate.rs`. Worked out,
    /// not stored.
    Fate = 14,
    /// Days from its last day to pay (the due date moved to the next bank
    /// day) to its payment. Worked out, not stored.
    Delay = 15,
    /// Whole hours from its arrival to being opened. Worked out, not stored.
    Hours = 16,
}

/// How many columns there are.
pub(crate) const FIELDS: usize = 17;
/// How many of them a snapshot holds, the first; the others follow from them.
pub(crate) const STORED: usize = 14;

impl Field {
    /// Every column, in the order of their places.
    pub(crate) const ALL: [Self; FIELDS] = [
        Self::Seq,
        Self::Received,
        Self::ReceivedOn,
        Self::Issued,
        Self::Due,
        Self::Paid,
        Self::Closed,
        Self::Sent,
        Self::Delivered,
        Self::Opened,
        Self::Shape,
        Self::Customer,
        Self::Batch,
        Self::Amount,
        Self::Fate,
        Self::Delay,
        Self::Hours,
    ];

    /// The columns that follow from others.
    pub(crate) const DERIVED: [Self; FIELDS - STORED] = [Self::Fate, Self::Delay, Self::Hours];

    /// The columns that a snapshot holds, in their order.
    pub(crate) fn stored() -> &'static [Self] {
        &Self::ALL[..STORED]
    }

    /// Whether it holds codes, which every row has.
    pub(crate) const fn is_code(self) -> bool {
        matches!(self, Self::Shape | Self::Customer | Self::Batch)
    }

    pub(crate) const fn place(self) -> usize {
        self as usize
    }
}

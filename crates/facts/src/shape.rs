//! Shapes: everything about a document that takes few values, as one code.
//!
//! Company, kind, channel, states, reason, currency and a few flags occur in
//! a few thousand combinations however many documents there are. A document
//! holds the code of its combination; a filter and the facets are worked out
//! once a combination, and the pass over the documents only counts codes.

use crate::Entry;
use crate::dictionary::Dictionary;
use domain::filter::Has;
use domain::{
    Channel, Currency, Delivery, DocumentKind, PaymentChannel, PaymentState, Processing, Reason,
    Recipient,
};

mod stored;

/// The code of the shape that no document has: the place of one that was
/// removed.
pub(crate) const GONE: u32 = 0;

/// How much of a document's amount something covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Share {
    /// Nothing of it.
    Nothing,
    /// Exactly all of it.
    All,
    /// Some other sum, kept beside the columns.
    Odd,
}

/// One combination.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Shape {
    /// The code of the company.
    pub(crate) company: u32,
    pub(crate) kind: DocumentKind,
    /// The channel of the attempt that counts.
    pub(crate) channel: Channel,
    /// The channel it was meant for.
    pub(crate) intended: Channel,
    pub(crate) paid_by: Option<PaymentChannel>,
    pub(crate) delivery: Delivery,
    pub(crate) recipient: Recipient,
    pub(crate) payment: PaymentState,
    pub(crate) reason: Option<Reason>,
    pub(crate) processing: Processing,
    pub(crate) currency: Option<Currency>,
    pub(crate) paid: Share,
    pub(crate) outstanding: Share,
    has: u16,
}

/// The combinations that were seen; [`GONE`] has none.
#[derive(Debug, Clone, Default)]
pub(crate) struct Shapes {
    seen: Dictionary<Shape>,
}

impl Share {
    fn of(part: i64, whole: i64) -> Self {
        match part {
            0 => Self::Nothing,
            part if part == whole => Self::All,
            _ => Self::Odd,
        }
    }
}

impl Shape {
    /// The combination of a document of the company with this code.
    pub(crate) fn of(entry: &Entry, company: u32) -> Self {
        let (head, standing) = (&entry.head, &entry.standing);
        let amount = head.amount.map_or(0, |amount| amount.minor);
        Self {
            company,
            kind: head.kind,
            channel: standing.channel,
            intended: head.channel,
            paid_by: standing.paid_by,
            delivery: standing.delivery,
            recipient: standing.recipient,
            payment: standing.payment,
            reason: standing.reason,
            processing: standing.processing,
            currency: head.amount.map(|amount| amount.currency),
            paid: Share::of(standing.paid_minor, amount),
            outstanding: Share::of(standing.outstanding_minor(amount), amount),
            has: things(entry),
        }
    }

    /// Whether it could be known that the recipient opened it. Left out of
    /// shares and times of opening where not, even if it was opened: on a
    /// channel that tells of approvals only, all that are known would be.
    pub(crate) const fn tells_opened(&self) -> bool {
        self.channel.can_tell_opened() && !matches!(self.recipient, Recipient::Unknowable)
    }

    /// Whether what is paid or outstanding is neither nothing nor all.
    pub(crate) fn is_odd(&self) -> bool {
        self.paid == Share::Odd || self.outstanding == Share::Odd
    }

    pub(crate) const fn has(&self, thing: Has) -> bool {
        self.has >> thing.number() & 1 == 1
    }
}

fn things(entry: &Entry) -> u16 {
    let (head, standing) = (&entry.head, &entry.standing);
    let has = |thing: Has| match thing {
        Has::Comment => standing.comments > 0,
        Has::Error => standing.reason.is_some(),
        Has::Hold => standing.held,
        Has::Payment => standing.paid_by.is_some(),
        Has::Amount => head.amount.is_some(),
        Has::Issued => head.issued_on.is_some(),
        Has::Due => head.due_on.is_some(),
        Has::Paid => standing.paid_on.is_some(),
        Has::Batch => head.batch.is_some(),
        Has::Kid => head.kid.is_some(),
        Has::Erased => head.is_erased(),
    };
    let present = Has::ALL.iter().filter(|thing| has(**thing));
    present.fold(0, |bits, thing| bits | 1 << thing.number())
}

impl Shapes {
    /// The code of a combination, never [`GONE`].
    pub(crate) fn code(&mut self, shape: &Shape) -> u32 {
        self.seen.code(shape) + 1
    }

    /// The code of a combination that was met before.
    pub(crate) fn find(&self, shape: &Shape) -> Option<u32> {
        self.seen.find(shape).map(|code| code + 1)
    }

    /// How many combinations there are.
    pub(crate) const fn len(&self) -> usize {
        self.seen.len()
    }

    pub(crate) fn get(&self, code: u32) -> Option<&Shape> {
        self.seen.get(code.checked_sub(1)?)
    }

    /// Every combination, in the order of their codes.
    pub(crate) fn all(&self) -> &[Shape] {
        self.seen.values()
    }

    /// For every code, [`GONE`] first, what `of` says of its combination.
    pub(crate) fn table<T: Clone>(&self, gone: T, of: impl FnMut(&Shape) -> T) -> Vec<T> {
        std::iter::once(gone)
            .chain(self.seen.values().iter().map(of))
            .collect()
    }

    /// Whether any combination that was seen is one of these.
    pub(crate) fn any(&self, is: impl Fn(&Shape) -> bool) -> bool {
        self.seen.values().iter().any(is)
    }

    pub(crate) fn bytes(&self) -> usize {
        self.seen.bytes()
    }
}

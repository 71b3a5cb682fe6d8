//! One customer's documents, one by one.

use super::Statistics;
use super::grouped::{Answer, Grouping, Seen};
use crate::columns::{Columns, Field};
use crate::days::{day, number};
use domain::{Currency, DocumentId, PaymentState};
use jiff::civil::Date;

/// Most documents of a strip; of more, the newest.
pub const STRIP_MAX: usize = 500;

/// The documents of a view that ask for payment, by the day on them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Strip {
    /// The documents, oldest first; at most [`STRIP_MAX`], the newest.
    pub documents: Vec<StripDocument>,
    /// How many there are in all.
    pub n: u64,
}

/// One document of a strip.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StripDocument {
    /// Which document.
    pub document: DocumentId,
    /// The day on it; the day we received it where it has none.
    pub issued_on: Date,
    /// The last day to pay, as written.
    pub due_on: Option<Date>,
    /// When it was fully paid.
    pub paid_on: Option<Date>,
    /// Days from the due date to the payment, negative for early; while it is
    /// open, to today. `None` without a due date.
    pub days: Option<i32>,
    /// Where its money stands.
    pub payment: PaymentState,
    /// The amount in minor units.
    pub amount_minor: i64,
    /// The currency.
    pub currency: Option<Currency>,
}

#[derive(Default)]
struct Tally {
    /// Day and row, in no order.
    rows: Vec<(i32, StripDocument)>,
}

impl Answer for Tally {
    fn join(&mut self, other: Self) {
        self.rows.extend(other.rows);
    }
}

fn document(columns: &Columns, seen: Seen<'_>, today: i32) -> Option<(i32, StripDocument)> {
    let issued = seen
        .get(Field::Issued)
        .or_else(|| seen.get(Field::ReceivedOn))?;
    let (due, paid) = (seen.get(Field::Due), seen.get(Field::Paid));
    let (block, at) = columns.place(seen.row());
    let row = StripDocument {
        document: DocumentId::from_bytes(block.id(at)),
        issued_on: day(issued),
        due_on: due.map(day),
        paid_on: paid.map(day),
        days: due.map(|due| paid.unwrap_or(today).saturating_sub(due)),
        payment: seen.shape.payment,
        amount_minor: seen.amount(),
        currency: seen.shape.currency,
    };
    Some((issued, row))
}

impl Statistics<'_> {
    /// The documents that ask for payment one by one: for a view of one
    /// customer.
    pub fn strip(&self) -> Strip {
        let today = number(self.view.today);
        let grouping = Grouping::new(self.columns, self.view, &[]);
        let fields = [
            Field::Issued,
            Field::ReceivedOn,
            Field::Due,
            Field::Paid,
            Field::Amount,
        ];
        let mut all = grouping.whole(&fields, |tally: &mut Tally, seen| {
            if seen.shape.payment != PaymentState::None {
                tally.rows.extend(document(self.columns, seen, today));
            }
        });
        let n = all.rows.len();
        all.rows
            .sort_unstable_by_key(|(day, row)| (*day, row.document));
        let newest = all.rows.into_iter().skip(n.saturating_sub(STRIP_MAX));
        Strip {
            documents: newest.map(|(_, row)| row).collect(),
            n: n as u64,
        }
    }
}

//! A view as tests: what is decided once a combination, and what has to be
//! looked at in every document.

use crate::View;
use crate::columns::{Block, Columns, Field, short};
use crate::days::{NO_DAY, number, overdue_until};
use crate::names::Codes;
use crate::shape::Shape;
use crate::text::folded;
use domain::Currency;
use domain::filter::{AmountSpan, Key, PaymentWord, Term, Test};
use domain::organisation_number;
use domain::period::DateSpan;
use jiff::civil::Date;

/// The keys that have facets. A combination's failures are bits in this order.
pub(crate) const FACETS: [Key; 9] = [
    Key::Company,
    Key::Kind,
    Key::Channel,
    Key::PaidBy,
    Key::Delivery,
    Key::Recipient,
    Key::Payment,
    Key::Reason,
    Key::Currency,
];
/// The bit of everything that no facet leaves aside.
pub(crate) const OTHER: u16 = 1 << FACETS.len();

/// A view, ready to run.
pub(crate) struct Plan {
    /// For every combination, first not overdue and then overdue: the keys
    /// whose terms fail.
    pub(crate) fails: Vec<u16>,
    /// The tests of single documents, which must all hold.
    pub(crate) tests: Vec<RowTest>,
    /// Whether any term tells overdue documents from others.
    pub(crate) asks_overdue: bool,
    overdue_until: i32,
}

/// A test that no combination can answer.
pub(crate) struct RowTest {
    pub(crate) negated: bool,
    pub(crate) on: On,
}

/// What a test of single documents looks at.
pub(crate) enum On {
    /// A day from the first to the last.
    Days { field: Field, first: i32, last: i32 },
    /// An amount from the least to the greatest, of every combination.
    Amount((i64, i64)),
    /// An amount from the least to the greatest of the combination.
    Amounts(Vec<(i64, i64)>),
    /// One of these customers.
    Customer(Codes),
    /// One of these batches.
    Batch(Codes),
    /// Text in number or KID, or one of these customers.
    Text(Needle),
}

/// What is searched for.
pub(crate) struct Needle {
    pub(crate) text: String,
    /// The same without spaces, because people write a KID in groups.
    pub(crate) kid: String,
    pub(crate) customers: Codes,
}

impl Plan {
    pub(crate) fn new(columns: &Columns, view: &View) -> Self {
        let mut plan = Self {
            fails: allowed(columns, view),
            tests: Vec::new(),
            asks_overdue: false,
            overdue_until: overdue_until(view.today),
        };
        for term in &view.filter.terms {
            match row_test(columns, view.today, &term.test) {
                Some(on) => plan.tests.push(RowTest {
                    negated: term.negated,
                    on,
                }),
                None => plan.fail(columns, term),
            }
        }
        plan.asks_overdue = plan.fails.chunks(2).any(|pair| pair[0] != pair[1]);
        plan
    }

    /// The place of a document in tables of combinations and overdue.
    pub(crate) fn cell(&self, shape: u32, due: i32) -> usize {
        shape as usize * 2 + usize::from(due <= self.overdue_until)
    }

    /// For every combination whether documents of it pass, overdue or not.
    pub(crate) fn may_pass(&self) -> Vec<bool> {
        let pairs = self.fails.chunks(2);
        pairs.map(|pair| pair.contains(&0)).collect()
    }

    /// For every combination whether documents of it count in the list or in
    /// the facet of a single key, overdue or not.
    pub(crate) fn may_count(&self) -> Vec<bool> {
        let counts = |fails: &u16| fails & OTHER == 0 && fails.count_ones() <= 1;
        let pairs = self.fails.chunks(2);
        pairs.map(|pair| pair.iter().any(counts)).collect()
    }

    /// Whether a document that is or is not overdue passes, by [`Plan::cell`].
    pub(crate) fn passes(&self, shape: u32, due: i32) -> bool {
        self.fails[self.cell(shape, due)] == 0
    }

    /// The days of receipt on which anything passes, if nothing but these days
    /// and the combinations decides what does.
    pub(crate) fn days(&self) -> Option<impl Fn(i32) -> bool + '_> {
        (!self.asks_overdue).then(|| self.days_at_most()).flatten()
    }

    /// The same where it may also matter what is overdue.
    pub(crate) fn days_at_most(&self) -> Option<impl Fn(i32) -> bool + '_> {
        let on_days = |test: &RowTest| {
            let field = Field::ReceivedOn;
            matches!(test.on, On::Days { field: of, .. } if of == field)
        };
        let holds = |test: &RowTest, day: i32| match test.on {
            On::Days { first, last, .. } => (first <= day && day <= last) != test.negated,
            _ => true,
        };
        let alone = self.tests.iter().all(on_days);
        alone.then_some(move |day: i32| self.tests.iter().all(|test| holds(test, day)))
    }

    /// Whether no document of a block can pass.
    pub(crate) fn rules_out(&self, block: &Block) -> bool {
        self.tests.iter().any(|test| match test.on {
            On::Days { field, first, last } if !test.negated => {
                let zone = block.zone(field);
                zone.last < i64::from(first) || i64::from(last) < zone.first
            }
            _ => false,
        })
    }

    /// Notes the combinations that a term fails.
    fn fail(&mut self, columns: &Columns, term: &Term) {
        let all = columns.shapes.all();
        match &term.test {
            Test::Company(typed) => {
                let meant = columns.companies.any_meant(typed, organisation);
                self.fail_but(all, term, |shape, _| meant.contains(shape.company));
            }
            Test::Kind(list) => self.fail_but(all, term, |s, _| list.contains(&s.kind)),
            Test::Channel(list) => self.fail_but(all, term, |s, _| list.contains(&s.channel)),
            Test::PaidBy(list) => self.fail_but(all, term, |s, _| holds(list, s.paid_by)),
            Test::Delivery(list) => self.fail_but(all, term, |s, _| list.contains(&s.delivery)),
            Test::Recipient(list) => self.fail_but(all, term, |s, _| list.contains(&s.recipient)),
            Test::Payment(list) => self.fail_but(all, term, |shape, over| {
                list.iter().any(|word| payment(shape, over, *word))
            }),
            Test::Reason(list) => self.fail_but(all, term, |s, _| holds(list, s.reason)),
            Test::Currency(list) => self.fail_but(all, term, |s, _| holds(list, s.currency)),
            Test::Has(list) => {
                self.fail_but(all, term, |s, _| list.iter().any(|thing| s.has(*thing)));
            }
            Test::Processing(list) => {
                self.fail_but(all, term, |s, _| list.contains(&s.processing));
            }
            // The rest looks at single documents, see `row_test`.
            _ => self.fail_but(all, term, |_, _| true),
        }
    }

    /// Every combination fails a term but those for which its test holds, given
    /// whether the due date is over.
    fn fail_but(&mut self, all: &[Shape], term: &Term, holds: impl Fn(&Shape, bool) -> bool) {
        let bit = bit(term.test.key());
        // The first pair is that of what was removed, and fails already.
        for (pair, shape) in self.fails[2..].chunks_exact_mut(2).zip(all) {
            for (fails, over) in pair.iter_mut().zip([false, true]) {
                let failed = holds(shape, over) == term.negated;
                *fails |= if failed { bit } else { 0 };
            }
        }
    }
}

/// Whether there is a word, and it is in the list.
fn holds<T: PartialEq>(list: &[T], word: Option<T>) -> bool {
    word.is_some_and(|word| list.contains(&word))
}

impl RowTest {
    /// The amounts in a block that it leaves, from the least to the greatest,
    /// if that is what it asks and all in the block fit in 32 bits.
    pub(crate) fn amounts_in(&self, block: &Block) -> Option<(i32, i32)> {
        let zone = block.zone(Field::Amount);
        let fits = i64::from(i32::MIN) < zone.first && zone.last < i64::from(i32::MAX);
        match self.on {
            On::Amount((least, greatest)) if fits && !self.negated => {
                Some((short(least), short(greatest)))
            }
            _ => None,
        }
    }

    /// Whether it mostly leaves few documents, and needs no combination to
    /// tell which.
    pub(crate) const fn leaves_few(&self) -> bool {
        !self.negated && !matches!(self.on, On::Amount(_) | On::Amounts(_))
    }

    /// Whether it leaves every document of a block.
    pub(crate) fn leaves_all(&self, block: &Block) -> bool {
        match self.on {
            // Every document has a day on which it was received; those without
            // were removed, and no combination lets them pass.
            On::Days {
                field: Field::ReceivedOn,
                first,
                last,
            } if !self.negated => {
                let zone = block.zone(Field::ReceivedOn);
                i64::from(first) <= zone.first && zone.last <= i64::from(last)
            }
            _ => false,
        }
    }
}

/// Combinations of companies that the asker may not see fail from the start.
fn allowed(columns: &Columns, view: &View) -> Vec<u16> {
    let known = |id| columns.companies.ids().find(id);
    let companies = view.companies.as_ref();
    let companies: Option<Codes> = companies.map(|ids| ids.iter().filter_map(known).collect());
    let table = columns.shapes.table([OTHER; 2], |shape| {
        let allowed = companies.as_ref().is_none_or(|c| c.contains(shape.company));
        match allowed {
            true => [0; 2],
            false => [OTHER; 2],
        }
    });
    table.into_iter().flatten().collect()
}

fn bit(key: Key) -> u16 {
    let facet = FACETS.iter().position(|facet| *facet == key);
    facet.map_or(OTHER, |facet| 1 << facet)
}

fn payment(shape: &Shape, over: bool, word: PaymentWord) -> bool {
    match word {
        PaymentWord::State(state) => shape.payment == state,
        PaymentWord::Outstanding => shape.payment.is_outstanding(),
        PaymentWord::Overdue => over && shape.payment.is_outstanding(),
    }
}

fn row_test(columns: &Columns, today: Date, test: &Test) -> Option<On> {
    let days = |span: &DateSpan, field| {
        let days = span.resolve(today);
        Some(On::Days {
            field,
            first: days.from.map_or(i32::MIN, number),
            last: days.to.map_or(NO_DAY - 1, number),
        })
    };
    match test {
        Test::Received(span) => days(span, Field::ReceivedOn),
        Test::Issued(span) => days(span, Field::Issued),
        Test::Due(span) => days(span, Field::Due),
        Test::Paid(span) => days(span, Field::Paid),
        Test::Amount(span) => Some(amounts(columns, *span)),
        Test::Customer(typed) => {
            let meant = columns.customers.any_meant(typed, str::to_owned);
            Some(On::Customer(meant))
        }
        Test::Batch(names) => {
            let codes = names.iter().filter_map(|name| columns.batches.find(name));
            Some(On::Batch(codes.collect()))
        }
        Test::Text(text) => Some(On::Text(needle(columns, text))),
        _ => None,
    }
}

/// The amounts of a span for every combination; none where it has no amount.
fn amounts(columns: &Columns, span: AmountSpan) -> On {
    const NOTHING: (i64, i64) = (1, 0);
    let of = |currency: Currency| span.minor_range(currency);
    let shapes = columns.shapes.all();
    let mut ranges: Vec<(i64, i64)> = Vec::new();
    for range in shapes.iter().filter_map(|shape| shape.currency).map(of) {
        if ranges.last() != Some(&range) {
            ranges.push(range);
        }
    }
    // What has no amount has 0 in its column.
    match ranges.as_slice() {
        [one] if one.0 > 0 || one.1 < 0 => On::Amount(*one),
        _ => On::Amounts(
            columns
                .shapes
                .table(NOTHING, |shape| shape.currency.map_or(NOTHING, of)),
        ),
    }
}

fn needle(columns: &Columns, text: &str) -> Needle {
    let text = folded(text.trim());
    Needle {
        kid: text.chars().filter(|c| *c != ' ').collect(),
        customers: columns.customers.holding(&text),
        text,
    }
}

/// An organisation number in the spelling that companies are told with.
fn organisation(typed: &str) -> String {
    organisation_number::normalise(typed).unwrap_or_else(|| typed.to_owned())
}

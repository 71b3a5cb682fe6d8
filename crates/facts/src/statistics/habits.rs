//! Customers by habit.

use super::Statistics;
use super::behaviour::Behaviour;
use super::whens::{self, COUNTERS, Counters, Whens, counter};
use crate::Share;
use crate::by_customer::{Dealt, RANGE, Range, each_range, place};
use crate::columns::{Columns, Field};
use crate::days::number;
use crate::list::clamped;
use crate::plan::Plan;
use crate::scan::{Chunk, scan_picking};
use crate::shape::Share as Part;
use domain::Currency;

/// Fewer invoices told apart than this are no habit.
pub const HABIT_INVOICES_MIN: u64 = 5;

/// How a customer usually pays: the first of these that fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Habit {
    /// Fewer than [`HABIT_INVOICES_MIN`] invoices can be told apart.
    New,
    /// Four in five or more were paid by the payer's bank by itself.
    Automatic,
    /// Half or more were never paid.
    Never,
    /// Four in five or more were paid before the due date.
    Early,
    /// Four in five or more were paid on time.
    OnTime,
    /// Half or more were paid late, or are overdue, or were never paid.
    Late,
    /// None of these.
    Mixed,
}

/// The customers with one habit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HabitGroup {
    /// The habit.
    pub habit: Habit,
    /// How many customers.
    pub customers: u64,
    /// When their documents were paid.
    pub behaviour: Behaviour,
    /// What is still to be paid, in minor units, by currency.
    pub outstanding: Vec<(Currency, i64)>,
}

impl Habit {
    /// Every habit, in the order they are shown.
    pub const ALL: [Self; 7] = [
        Self::Automatic,
        Self::Early,
        Self::OnTime,
        Self::Mixed,
        Self::Late,
        Self::Never,
        Self::New,
    ];

    /// The name in JSON and on the command line.
    pub const fn code(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Automatic => "automatic",
            Self::Never => "never",
            Self::Early => "early",
            Self::OnTime => "on_time",
            Self::Late => "late",
            Self::Mixed => "mixed",
        }
    }

    /// The habit that shows in when a customer's documents were paid.
    pub fn of(behaviour: &Behaviour) -> Self {
        let decided = behaviour.decided();
        let most = |part: u64| part * 5 >= decided * 4;
        let half = |part: u64| part * 2 >= decided;
        match behaviour {
            _ if decided < HABIT_INVOICES_MIN => Self::New,
            b if most(b.automatic) => Self::Automatic,
            b if half(b.never) => Self::Never,
            b if most(b.early) => Self::Early,
            b if most(b.early + b.on_the_day) => Self::OnTime,
            b if half(b.late + b.overdue + b.never) => Self::Late,
            _ => Self::Mixed,
        }
    }
}

/// What one core deals out, with room to work in.
struct Dealer {
    /// The place of a customer, and above it a counter of [`Behaviour`].
    counters: Dealt<u32>,
    /// The place of a customer, the place of a currency, and what is to be
    /// paid in it.
    money: Dealt<(u32, u32, i64)>,
    whens: Whens,
    customers: Vec<i32>,
    amounts: Vec<i64>,
}

/// Bits of a customer's place in its range.
const PLACE_BITS: u32 = RANGE.trailing_zeros();

/// What there is to know of the combinations of a view.
struct Said<'a> {
    columns: &'a Columns,
    /// What they say about when they were paid; nothing of what does not pass.
    whens: Vec<u32>,
    /// How what is to be paid is told, and the place of its currency.
    money: Vec<Option<(Part, Part, u32)>>,
    currencies: Vec<Currency>,
}

/// The customers of a range with one habit.
#[derive(Default, Clone)]
struct Sums {
    customers: u64,
    behaviour: Behaviour,
    /// By currency: how much, of how many documents.
    outstanding: Vec<(i128, u64)>,
}

impl Statistics<'_> {
    /// The customers of the documents by habit, in the order of
    /// [`Habit::ALL`]; habits that nobody has are left out.
    pub fn habits(&self) -> Vec<HabitGroup> {
        let columns = self.columns;
        let plan = Plan::new(columns, &self.view.of_somebody());
        let said = Said::of(columns);
        let today = number(self.view.today);
        let customers = columns.customers.ids().len();
        let new = || Dealer {
            counters: Dealt::new(customers),
            money: Dealt::new(customers),
            whens: Whens::as_of(today),
            customers: Vec::new(),
            amounts: Vec::new(),
        };
        let parts = scan_picking(columns, &plan, new, |dealer, chunk, passes| {
            dealer.take(chunk, passes, &said);
        });
        let (mut counters, mut money) = (Vec::new(), Vec::new());
        for part in parts {
            counters.push(part.counters);
            money.push(part.money);
        }
        let habits = each_range(&counters, habits_of);
        let paid = each_range(&money, |range| {
            let (habits, _) = &habits[range.first as usize / RANGE];
            money_of(&range, habits, said.currencies.len())
        });
        let sums = habits.iter().map(|(_, sums)| sums).chain(&paid);
        Habit::ALL
            .into_iter()
            .enumerate()
            .filter_map(|(at, habit)| said.group(habit, sums.clone().map(|sums| &sums[at])))
            .collect()
    }
}

impl<'a> Said<'a> {
    fn of(columns: &'a Columns) -> Self {
        let mut currencies: Vec<Currency> = Vec::new();
        let money = columns.shapes.table(None, |shape| {
            let currency = shape
                .currency
                .filter(|_| shape.outstanding != Part::Nothing)?;
            let known = currencies.iter().position(|known| *known == currency);
            let place = known.unwrap_or_else(|| {
                currencies.push(currency);
                currencies.len() - 1
            });
            let place = u32::try_from(place).ok()?;
            Some((shape.paid, shape.outstanding, place))
        });
        Self {
            columns,
            whens: columns.shapes.table(0, whens::says),
            money,
            currencies,
        }
    }

    fn group<'b>(&self, habit: Habit, sums: impl Iterator<Item = &'b Sums>) -> Option<HabitGroup> {
        let mut all = Sums::default();
        all.outstanding.resize(self.currencies.len(), (0, 0));
        for sum in sums {
            all.customers += sum.customers;
            all.behaviour.add(&sum.behaviour);
            let pairs = all.outstanding.iter_mut().zip(&sum.outstanding);
            pairs.for_each(|(all, more)| *all = (all.0 + more.0, all.1 + more.1));
        }
        let outstanding = self.currencies.iter().copied().zip(all.outstanding);
        (all.customers > 0).then(|| HabitGroup {
            habit,
            customers: all.customers,
            behaviour: all.behaviour,
            outstanding: sums_of(
                outstanding
                    .filter(|(_, (_, documents))| *documents > 0)
                    .map(|(currency, (minor, _))| (currency, minor))
                    .collect(),
            ),
        })
    }
}

impl Dealer {
    fn take(&mut self, chunk: &Chunk<'_>, passes: &[bool], said: &Said<'_>) {
        chunk.read(Field::Customer, &mut self.customers);
        let whens = self.whens.read(chunk);
        let rows = chunk.shapes.iter().zip(whens).zip(&self.customers);
        for ((shape, when), customer) in rows {
            let about = said.whens[*shape as usize];
            if passes[*shape as usize] && about != 0 {
                let customer = customer.cast_unsigned();
                let counter = counter(about, *when) << PLACE_BITS;
                self.counters.deal(customer, place(customer) | counter);
            }
        }
        self.take_money(chunk, passes, said);
    }

    fn take_money(&mut self, chunk: &Chunk<'_>, passes: &[bool], said: &Said<'_>) {
        let owed = |shape: u32| said.money[shape as usize].filter(|_| passes[shape as usize]);
        if !chunk.shapes.iter().any(|shape| owed(*shape).is_some()) {
            return;
        }
        chunk.read_whole(Field::Amount, &mut self.amounts);
        let rows = chunk.numbers().zip(chunk.shapes);
        let money = self.customers.iter().zip(&self.amounts);
        for ((row, shape), (customer, amount)) in rows.zip(money) {
            if let Some((paid, outstanding, currency)) = owed(*shape) {
                let customer = customer.cast_unsigned();
                let minor = said.columns.money(row, (paid, outstanding), *amount).1;
                if minor != 0 {
                    self.money
                        .deal(customer, (place(customer), currency, minor));
                }
            }
        }
    }
}

/// The habit of each customer of a range that has one, and what they add up
/// to by habit, in the order of [`Habit::ALL`].
fn habits_of(range: Range<'_, u32>) -> (Vec<Option<u8>>, Vec<Sums>) {
    let mut counters = vec![[0; COUNTERS]; RANGE];
    for dealt in range.all() {
        let place = dealt & (RANGE as u32 - 1);
        counters[place as usize][(dealt >> PLACE_BITS) as usize] += 1;
    }
    let mut sums = vec![Sums::default(); Habit::ALL.len()];
    let habit = |counters: &Counters| {
        let behaviour = Behaviour::of(counters);
        if behaviour.n == 0 {
            return None;
        }
        let habit = Habit::of(&behaviour);
        let at = Habit::ALL.iter().position(|known| *known == habit)?;
        sums[at].customers += 1;
        sums[at].behaviour.add(&behaviour);
        u8::try_from(at).ok()
    };
    (counters.iter().map(habit).collect(), sums)
}

/// What the customers of a range have to pay, by habit and currency.
fn money_of(
    range: &Range<'_, (u32, u32, i64)>,
    habits: &[Option<u8>],
    currencies: usize,
) -> Vec<Sums> {
    let nothing = Sums {
        outstanding: vec![(0, 0); currencies],
        ..Sums::default()
    };
    let mut sums = vec![nothing; Habit::ALL.len()];
    for (place, currency, minor) in range.all() {
        if let Some(habit) = habits[*place as usize] {
            let sum = &mut sums[usize::from(habit)].outstanding[*currency as usize];
            *sum = (sum.0 + i128::from(*minor), sum.1 + 1);
        }
    }
    sums
}

/// Sums by currency, in the order of their codes.
fn sums_of(mut sums: Vec<(Currency, i128)>) -> Vec<(Currency, i64)> {
    sums.sort_unstable_by_key(|(currency, _)| *currency);
    sums.into_iter()
        .map(|(currency, minor)| (currency, clamped(minor)))
        .collect()
}

impl HabitGroup {
    /// The share of their documents that was paid on time.
    pub fn on_time(&self) -> Share {
        self.behaviour.on_time()
    }
}

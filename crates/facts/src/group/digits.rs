//! What combinations say about groups as numbers: one digit a dimension, in
//! the order of the keys, so that the numbers sort as the keys do.

use super::GroupKey;
use super::axis::decided_singly;
use crate::Dimension;
use crate::columns::Columns;
use crate::shape::{Shape, Shapes};
use domain::{
    Channel, CompanyId, Currency, Delivery, DocumentKind, PaymentChannel, PaymentState, Processing,
    Reason, Recipient,
};

/// The digits of some dimensions; those that single documents decide have one
/// that is always 0.
pub(super) struct Digits {
    dimensions: Vec<Dimension>,
    radices: Vec<u64>,
    /// For each dimension the product of the radices after it.
    afters: Vec<u64>,
    /// Companies in the order of their ids, and the place of each code.
    companies: Vec<CompanyId>,
    company_places: Vec<u64>,
    /// The currencies that there are, in their order.
    currencies: Vec<Currency>,
}

impl Digits {
    pub(super) fn new(columns: &Columns, dimensions: &[Dimension]) -> Self {
        let ids = columns.companies.ids().values();
        let mut companies = ids.to_vec();
        companies.sort_unstable();
        let place = |id: &CompanyId| companies.binary_search(id).unwrap_or(0) as u64;
        let company_places = ids.iter().map(place).collect();
        let mut digits = Self {
            dimensions: dimensions.to_vec(),
            radices: Vec::new(),
            afters: Vec::new(),
            companies,
            company_places,
            currencies: match dimensions.contains(&Dimension::Currency) {
                true => currencies(columns),
                false => Vec::new(),
            },
        };
        digits.radices = dimensions.iter().map(|d| digits.radix(*d)).collect();
        let after = |at: usize| {
            digits.radices[at + 1..]
                .iter()
                .copied()
                .fold(1, u64::saturating_mul)
        };
        digits.afters = (0..digits.radices.len()).map(after).collect();
        digits
    }

    /// Every number is less than this.
    pub(super) fn size(&self) -> u64 {
        self.radices.iter().copied().fold(1, u64::saturating_mul)
    }

    /// How many digits a dimension has, one of them for "none".
    fn radix(&self, dimension: Dimension) -> u64 {
        fn words<T: Copy>(all: &[T], number: fn(T) -> u8) -> u64 {
            let greatest = all.iter().map(|word| number(*word)).max();
            u64::from(greatest.unwrap_or(0)) + 2
        }
        match dimension {
            Dimension::Company => self.companies.len() as u64 + 1,
            Dimension::Kind => words(DocumentKind::ALL, DocumentKind::number),
            Dimension::Channel => words(Channel::ALL, Channel::number),
            Dimension::PaidBy => words(PaymentChannel::ALL, PaymentChannel::number),
            Dimension::Delivery => words(Delivery::ALL, Delivery::number),
            Dimension::Recipient => words(Recipient::ALL, Recipient::number),
            Dimension::Payment => words(PaymentState::ALL, PaymentState::number),
            Dimension::Reason => words(Reason::ALL, Reason::number),
            Dimension::Currency => self.currencies.len() as u64 + 1,
            Dimension::Processing => words(Processing::ALL, Processing::number),
            Dimension::Customer | Dimension::Batch | Dimension::Date(..) => 1,
        }
    }

    /// The numbers of all combinations, that of what was removed first.
    pub(super) fn of_all(&self, shapes: &Shapes) -> Vec<u64> {
        let mut numbers = vec![0; shapes.len() + 1];
        let dimensions = self.dimensions.iter().zip(&self.radices);
        for (dimension, radix) in dimensions {
            self.append(*dimension, *radix, &mut numbers[1..], shapes.all());
        }
        numbers
    }

    /// Appends the digits of a dimension.
    fn append(&self, dimension: Dimension, radix: u64, numbers: &mut [u64], shapes: &[Shape]) {
        let mut to = Appending {
            radix,
            numbers,
            shapes,
        };
        match dimension {
            Dimension::Company => {
                to.digits(|s| self.company_places.get(s.company as usize).copied());
            }
            Dimension::Kind => to.digits(|s| word(s.kind.number())),
            Dimension::Channel => to.digits(|s| word(s.channel.number())),
            Dimension::PaidBy => to.digits(|s| word(s.paid_by?.number())),
            Dimension::Delivery => to.digits(|s| word(s.delivery.number())),
            Dimension::Recipient => to.digits(|s| word(s.recipient.number())),
            Dimension::Payment => to.digits(|s| word(s.payment.number())),
            Dimension::Reason => to.digits(|s| word(s.reason?.number())),
            Dimension::Currency => to.digits(|s| {
                let currency = s.currency?;
                let place = self
                    .currencies
                    .iter()
                    .position(|known| *known == currency)?;
                Some(place as u64)
            }),
            Dimension::Processing => to.digits(|s| word(s.processing.number())),
            Dimension::Customer | Dimension::Batch | Dimension::Date(..) => to.digits(|_| word(0)),
        }
    }

    /// The digit of a dimension, by its place, in a number; and how many it
    /// has.
    pub(super) fn digit(&self, number: u64, at: usize) -> (u64, u64) {
        let radix = self.radices[at];
        (number / self.afters[at] % radix, radix)
    }

    /// The key that it stands for.
    pub(super) fn key(&self, number: u64, at: usize) -> GroupKey {
        let (digit, radix) = self.digit(number, at);
        if decided_singly(self.dimensions[at]) || digit + 1 == radix {
            return GroupKey::Missing;
        }
        let word = self.word(self.dimensions[at], digit);
        word.unwrap_or(GroupKey::Missing)
    }

    fn word(&self, dimension: Dimension, digit: u64) -> Option<GroupKey> {
        let number = u8::try_from(digit).ok();
        let place = usize::try_from(digit).ok()?;
        Some(match dimension {
            Dimension::Company => GroupKey::Company(*self.companies.get(place)?),
            Dimension::Kind => GroupKey::Kind(DocumentKind::from_number(number?)?),
            Dimension::Channel => GroupKey::Channel(Channel::from_number(number?)?),
            Dimension::PaidBy => GroupKey::PaidBy(PaymentChannel::from_number(number?)?),
            Dimension::Delivery => GroupKey::Delivery(Delivery::from_number(number?)?),
            Dimension::Recipient => GroupKey::Recipient(Recipient::from_number(number?)?),
            Dimension::Payment => GroupKey::Payment(PaymentState::from_number(number?)?),
            Dimension::Reason => GroupKey::Reason(Reason::from_number(number?)?),
            Dimension::Currency => GroupKey::Currency(*self.currencies.get(place)?),
            Dimension::Processing => GroupKey::Processing(Processing::from_number(number?)?),
            Dimension::Customer | Dimension::Batch | Dimension::Date(..) => return None,
        })
    }
}

/// Numbers of combinations that get one digit more.
struct Appending<'a> {
    radix: u64,
    numbers: &'a mut [u64],
    shapes: &'a [Shape],
}

impl Appending<'_> {
    fn digits(&mut self, digit: impl Fn(&Shape) -> Option<u64>) {
        for (number, shape) in self.numbers.iter_mut().zip(self.shapes) {
            // "None" is the last digit.
            *number = *number * self.radix + digit(shape).unwrap_or(self.radix - 1);
        }
    }
}

fn word(number: u8) -> Option<u64> {
    Some(number.into())
}

/// The currencies of the combinations, in their order.
fn currencies(columns: &Columns) -> Vec<Currency> {
    let mut all: Vec<Currency> = Vec::new();
    for currency in columns
        .shapes
        .all()
        .iter()
        .filter_map(|shape| shape.currency)
    {
        if !all.contains(&currency) {
            all.push(currency);
        }
    }
    all.sort_unstable();
    all
}

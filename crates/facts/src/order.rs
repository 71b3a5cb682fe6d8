//! Orders as numbers: a key a document, and what decides between equal keys.

use crate::columns::{Block, Columns, Field, NONE};
use crate::cursor::{Cursor, CursorError, TEXT_MAX};
use crate::scan::Chunk;
use crate::shape::Shape;
use crate::text::{PART_END, prefix};
use crate::{Sort, SortBy};
use domain::{
    Channel, CompanyId, CustomerId, Delivery, DocumentKind, PaymentChannel, PaymentState, Reason,
    Recipient,
};
use std::cmp::Ordering;

/// The key of documents without a value: last in every order.
const MISSING: i64 = NONE;
/// Decimals that all amounts are compared with, the most a currency has.
const DECIMALS: u32 = 4;

/// An order over the columns as they are now.
pub(crate) struct Order<'a> {
    columns: &'a Columns,
    pub(crate) sort: Sort,
    /// A value a combination: its rank, or what its amounts are multiplied by.
    /// Empty where single documents decide the order.
    table: Vec<Option<i64>>,
}

/// A row with its key. Keys ascend in the order of the list.
pub(crate) type Keyed = (i64, u32);

/// A place between two documents of an order.
pub(crate) struct Place<'a> {
    key: i64,
    text: std::borrow::Cow<'a, [u8]>,
    id: [u8; 16],
    after: bool,
}

impl<'a> Order<'a> {
    pub(crate) fn new(columns: &'a Columns, sort: Sort) -> Self {
        let single = matches!(
            sort.by,
            SortBy::Received
                | SortBy::Issued
                | SortBy::Due
                | SortBy::Paid
                | SortBy::Number
                | SortBy::Customer
        );
        let table = match single {
            true => Vec::new(),
            false => columns
                .shapes
                .table(None, |shape| rank(columns, sort.by, shape)),
        };
        Self {
            columns,
            sort,
            table,
        }
    }

    /// The keys of a chunk's rows.
    pub(crate) fn keys(&self, chunk: &Chunk<'_>, keys: &mut Vec<i64>) {
        match self.sort.by {
            SortBy::Received => chunk.read_whole(Field::Received, keys),
            SortBy::Issued => chunk.read_whole(Field::Issued, keys),
            SortBy::Due => chunk.read_whole(Field::Due, keys),
            SortBy::Paid => chunk.read_whole(Field::Paid, keys),
            SortBy::Amount => {
                chunk.read_whole(Field::Amount, keys);
                self.by_code(chunk, Field::Shape, keys, |shape, minor| {
                    let step = self.table[shape]?;
                    // The greatest of all would read as missing.
                    Some(minor.saturating_mul(step).min(MISSING - 1))
                });
            }
            SortBy::Number => {
                keys.clear();
                keys.extend(chunk.rows.iter().map(|at| self.number_key(chunk, *at)));
            }
            SortBy::Customer => {
                keys.clear();
                keys.resize(chunk.rows.len(), MISSING);
                self.by_code(chunk, Field::Customer, keys, |customer, _| {
                    let code = u32::try_from(customer).ok()?;
                    Some(self.columns.customers.prefix(code))
                });
            }
            _ => {
                keys.clear();
                keys.resize(chunk.rows.len(), MISSING);
                self.by_code(chunk, Field::Shape, keys, |shape, _| self.table[shape]);
            }
        }
        if self.sort.descending {
            for key in keys.iter_mut().filter(|key| **key != MISSING) {
                *key = !*key;
            }
        }
    }

    /// The column of days or minutes that decides, if one does.
    const fn time(&self) -> Option<Field> {
        match self.sort.by {
            SortBy::Received => Some(Field::Received),
            SortBy::Issued => Some(Field::Issued),
            SortBy::Due => Some(Field::Due),
            SortBy::Paid => Some(Field::Paid),
            _ => None,
        }
    }

    /// Whether a day or a minute decides.
    pub(crate) const fn is_in_time(&self) -> bool {
        self.time().is_some()
    }

    /// Keys that none in a block is less than, or greater.
    pub(crate) fn ends(&self, block: &Block) -> (i64, i64) {
        let Some(field) = self.time() else {
            return (i64::MIN, MISSING);
        };
        let zone = block.zone(field);
        let (first, last) = match (zone.is_empty(), self.sort.descending) {
            (true, _) => (MISSING, MISSING),
            (_, true) => (!zone.last, !zone.first),
            (_, false) => (zone.first, zone.last),
        };
        match field {
            // Every document was received.
            Field::Received => (first, last),
            _ => (first, MISSING),
        }
    }

    /// On which side of a place all of a block lies, where that is known at
    /// once.
    pub(crate) fn side_of_all(&self, block: &Block, place: &Place<'_>) -> Option<Ordering> {
        match self.ends(block) {
            (_, last) if last < place.key => Some(Ordering::Less),
            (first, _) if place.key < first => Some(Ordering::Greater),
            _ => None,
        }
    }

    /// Turns keys into what a code says of them.
    fn by_code(
        &self,
        chunk: &Chunk<'_>,
        field: Field,
        keys: &mut [i64],
        of: impl Fn(usize, i64) -> Option<i64>,
    ) {
        let mut codes = Vec::new();
        chunk.read(field, &mut codes);
        for (key, code) in keys.iter_mut().zip(&codes) {
            *key = of(code.cast_unsigned() as usize, *key).unwrap_or(MISSING);
        }
    }

    fn number_key(&self, chunk: &Chunk<'_>, at: u16) -> i64 {
        // The first bytes are enough here, so the rest is not looked at.
        let head = chunk.block.text.head(usize::from(at));
        let end = head.iter().position(|byte| *byte == PART_END as u8);
        match &head[..end.unwrap_or(head.len())] {
            [] => MISSING,
            number => prefix(number),
        }
    }

    /// The order of two rows.
    pub(crate) fn compare(&self, a: Keyed, b: Keyed) -> Ordering {
        self.compare_by(a, b, || self.id(a.1).cmp(&self.id(b.1)))
    }

    /// The order of two rows whose ids are at hand.
    pub(crate) fn compare_named(&self, a: (Keyed, [u8; 16]), b: (Keyed, [u8; 16])) -> Ordering {
        self.compare_by(a.0, b.0, || a.1.cmp(&b.1))
    }

    fn compare_by(&self, a: Keyed, b: Keyed, ids: impl FnOnce() -> Ordering) -> Ordering {
        a.0.cmp(&b.0).then_with(|| {
            let order = match self.has_text() {
                true => self.text(a.1).cmp(self.text(b.1)),
                false => Ordering::Equal,
            };
            self.turned(order.then_with(ids))
        })
    }

    /// Whether a text decides between equal keys.
    const fn has_text(&self) -> bool {
        matches!(
            self.sort.by,
            SortBy::Number | SortBy::Customer | SortBy::Company
        )
    }

    /// On which side of a place a row lies; never on it.
    pub(crate) fn side(&self, row: Keyed, place: &Place<'_>) -> Ordering {
        row.0.cmp(&place.key).then_with(|| {
            let order = self.text(row.1).cmp(&place.text);
            let order = self.turned(order.then_with(|| self.id(row.1).cmp(&place.id)));
            order.then(match place.after {
                true => Ordering::Less,
                false => Ordering::Greater,
            })
        })
    }

    /// The place before or after a row.
    pub(crate) fn beside(&self, row: u32, after: bool) -> Place<'_> {
        Place {
            key: self.key(row),
            text: self.text(row).into(),
            id: self.id(row),
            after,
        }
    }

    /// The cursor that a place before or after a row is written as. Names are
    /// left out of it, because a cursor stands in an address.
    pub(crate) fn cursor(&self, row: u32, after: bool, backwards: bool) -> Cursor {
        let (block, at) = self.columns.place(row);
        let (key, text) = match self.sort.by {
            SortBy::Customer => {
                let id = self
                    .columns
                    .customers
                    .ids()
                    .get(block.code(Field::Customer, at));
                (0, id.map(|id| id.as_bytes().to_vec()).unwrap_or_default())
            }
            SortBy::Company => {
                let shape = self.columns.shapes.get(block.shape(at));
                let id = shape.and_then(|s| self.columns.companies.ids().get(s.company));
                (0, id.map(|id| id.as_bytes().to_vec()).unwrap_or_default())
            }
            _ => (self.key(row), self.text(row).to_vec()),
        };
        Cursor {
            sort: self.sort,
            backwards,
            after,
            key,
            text,
            id: self.id(row),
        }
    }

    /// The place that a cursor names.
    pub(crate) fn place<'b>(&'b self, cursor: &'b Cursor) -> Result<Place<'b>, CursorError> {
        if cursor.sort != self.sort {
            return Err(CursorError::OtherSort);
        }
        let (key, text) = match self.sort.by {
            SortBy::Customer => {
                let id = CustomerId::from_bytes(id_of(&cursor.text)?);
                named(self.columns.customers.ids().find(&id), |code| {
                    self.columns.customers.name(code)
                })
            }
            SortBy::Company => {
                let id = CompanyId::from_bytes(id_of(&cursor.text)?);
                named(self.columns.companies.ids().find(&id), |code| {
                    self.columns.companies.name(code)
                })
            }
            _ => (None, cursor.text.as_slice()),
        };
        let by_name = matches!(self.sort.by, SortBy::Customer | SortBy::Company);
        let flip = if self.sort.descending { -1 } else { 0 };
        Ok(Place {
            key: match by_name {
                true => key.map_or(MISSING, |key| key ^ flip),
                false => cursor.key,
            },
            text: text.into(),
            id: cursor.id,
            after: cursor.after,
        })
    }

    fn key(&self, row: u32) -> i64 {
        let (block, at) = self.columns.place(row);
        let rows = [u16::try_from(at).unwrap_or(u16::MAX)];
        let mut keys = Vec::with_capacity(1);
        Chunk::one(block, &rows, |chunk| self.keys(chunk, &mut keys));
        keys.first().copied().unwrap_or(MISSING)
    }

    /// What decides between equal keys before the id does.
    fn text(&self, row: u32) -> &[u8] {
        let (block, at) = self.columns.place(row);
        match self.sort.by {
            SortBy::Number => number(block.text.get(at)),
            SortBy::Customer => {
                let name = self.columns.customers.name(block.code(Field::Customer, at));
                cut(name.as_bytes())
            }
            SortBy::Company => {
                let shape = self.columns.shapes.get(block.shape(at));
                let name = shape.map_or("", |s| self.columns.companies.name(s.company));
                cut(name.as_bytes())
            }
            _ => &[],
        }
    }

    pub(crate) fn id(&self, row: u32) -> [u8; 16] {
        let (block, at) = self.columns.place(row);
        block.id(at)
    }

    const fn turned(&self, order: Ordering) -> Ordering {
        match self.sort.descending {
            true => order.reverse(),
            false => order,
        }
    }
}

fn number(text: &str) -> &[u8] {
    let number = text.split_once(PART_END).map_or(text, |(number, _)| number);
    cut(number.as_bytes())
}

fn cut(text: &[u8]) -> &[u8] {
    &text[..text.len().min(TEXT_MAX)]
}

fn id_of(text: &[u8]) -> Result<[u8; 16], CursorError> {
    text.try_into().map_err(|_| CursorError::Unreadable)
}

fn named<'a>(code: Option<u32>, name: impl Fn(u32) -> &'a str) -> (Option<i64>, &'a [u8]) {
    let name = cut(code.map_or("", name).as_bytes());
    ((!name.is_empty()).then(|| prefix(name)), name)
}

fn rank(columns: &Columns, by: SortBy, shape: &Shape) -> Option<i64> {
    fn among<T: PartialEq>(all: &[T], word: &T) -> Option<i64> {
        let place = all.iter().position(|known| known == word);
        place.and_then(|place| i64::try_from(place).ok())
    }
    match by {
        SortBy::Company => {
            Some(columns.companies.prefix(shape.company)).filter(|prefix| *prefix != MISSING)
        }
        SortBy::Kind => among(DocumentKind::ALL, &shape.kind),
        SortBy::Channel => among(Channel::ALL, &shape.channel),
        SortBy::PaidBy => among(PaymentChannel::ALL, &shape.paid_by?),
        SortBy::Delivery => among(Delivery::ALL, &shape.delivery),
        SortBy::Recipient => among(Recipient::ALL, &shape.recipient),
        SortBy::Payment => among(PaymentState::ALL, &shape.payment),
        SortBy::Reason => among(Reason::ALL, &shape.reason?),
        SortBy::Amount => {
            let exponent = shape.currency?.exponent();
            Some(10_i64.pow(DECIMALS.saturating_sub(exponent)))
        }
        _ => None,
    }
}

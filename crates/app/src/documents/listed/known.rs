//! What customers are called, remembered from some rows of a long list to the
//! next: the same ones come again and again.

use domain::CustomerId;
use facts::QuickState;
use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};
use store::port::Customer;

/// Customers that are remembered, and the most bytes of what they are called:
/// some twelve megabytes where names are as usual.
const KNOWN_MAX: usize = 200_000;
const TEXT_BYTES_MAX: usize = 32 * 1024 * 1024;

/// Bytes of one text of names. One that grew would now and then be there twice.
const TEXT_BYTES: usize = 64 * 1024;

/// The customers that were told of so far. Once there are many, no more are
/// remembered and none is forgotten: whoever was found to be known may be asked
/// for by others who are under way.
#[derive(Default)]
pub(super) struct Known(RwLock<Remembered>);

#[derive(Default)]
struct Remembered {
    names: Names,
    of: HashMap<CustomerId, Place, QuickState>,
}

/// What some customers are called, in the order in which they were asked for;
/// nothing yet of those who are not known.
#[derive(Debug, Default)]
pub(super) struct Called {
    customers: Vec<(CustomerId, Option<Place>)>,
    names: Names,
}

/// Names and numbers in a few texts: one for each of so many customers would
/// take twice the room.
#[derive(Debug, Default)]
struct Names {
    texts: Vec<String>,
}

/// Where a customer's number stands, and right behind it the name.
#[derive(Debug, Clone, Copy)]
struct Place {
    text: u32,
    begin: u32,
    /// The length of a number, if there is one.
    number_bytes: Option<Length>,
    name_bytes: u16,
}

/// One more than a length, so that where there is none needs no room.
type Length = std::num::NonZeroU16;

impl Known {
    /// What those of these customers are called that were told of.
    pub(super) fn called(&self, customers: impl Iterator<Item = CustomerId>) -> Called {
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let mut called = Called::default();
        for id in customers {
            let said = known.of.get(&id).map(|place| known.names.said(*place));
            let place = said.and_then(|(name, number)| called.names.add(name, number));
            called.customers.push((id, place));
        }
        called
    }

    /// Remembers customers.
    pub(super) fn tell(&self, told: &[Customer]) {
        if told.is_empty() {
            return;
        }
        let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
        for one in told {
            if known.is_full() {
                return;
            }
            // Others may have told of them meanwhile.
            if known.of.contains_key(&one.id) {
                continue;
            }
            // Whose name is too long for one is told of each time.
            if let Some(place) = known.names.add(&one.name, one.number.as_deref()) {
                known.of.insert(one.id, place);
            }
        }
    }
}

impl Remembered {
    fn is_full(&self) -> bool {
        self.of.len() >= KNOWN_MAX || self.names.texts.len() >= TEXT_BYTES_MAX / TEXT_BYTES
    }
}

impl Called {
    /// Those who are not known, each once, in the order of their ids.
    pub(super) fn unknown(&self) -> Vec<CustomerId> {
        let unknown = self.customers.iter().filter(|(_, place)| place.is_none());
        let mut unknown: Vec<CustomerId> = unknown.map(|(id, _)| *id).collect();
        unknown.sort_unstable();
        unknown.dedup();
        unknown
    }

    /// The name and the number of each, once the unknown ones were told, in the
    /// order of their ids; nothing of those who were not.
    pub(super) fn with<'c>(
        &'c self,
        told: &'c [Customer],
    ) -> impl Iterator<Item = (&'c str, Option<&'c str>)> {
        let told = |id: CustomerId| {
            let at = told.binary_search_by_key(&id, |one| one.id).ok()?;
            Some((told[at].name.as_str(), told[at].number.as_deref()))
        };
        self.customers.iter().map(move |(id, place)| match place {
            Some(place) => self.names.said(*place),
            None => told(*id).unwrap_or_default(),
        })
    }
}

impl Names {
    /// Where they are from now on; `None` where they are too long to be kept.
    fn add(&mut self, name: &str, number: Option<&str>) -> Option<Place> {
        let name_bytes = u16::try_from(name.len()).ok()?;
        let number_bytes = match number {
            Some(number) => Some(u16::try_from(number.len()).ok()?.checked_add(1)?),
            None => None,
        };
        let number = number.unwrap_or_default();
        let fits = |text: &String| text.capacity() - text.len() >= number.len() + name.len();
        if !self.texts.last().is_some_and(fits) {
            let bytes = TEXT_BYTES.max(number.len() + name.len());
            self.texts.push(String::with_capacity(bytes));
        }
        let text = u32::try_from(self.texts.len() - 1).ok()?;
        let last = self.texts.last_mut()?;
        let begin = u32::try_from(last.len()).ok()?;
        last.extend([number, name]);
        Some(Place {
            text,
            begin,
            number_bytes: number_bytes.and_then(Length::new),
            name_bytes,
        })
    }

    /// The name and the number at a place.
    fn said(&self, place: Place) -> (&str, Option<&str>) {
        let text = &self.texts[place.text as usize][place.begin as usize..];
        let number_bytes = place.number_bytes.map(|bytes| usize::from(bytes.get() - 1));
        let (number, rest) = text.split_at(number_bytes.unwrap_or_default());
        let name = &rest[..usize::from(place.name_bytes)];
        (name, number_bytes.map(|_| number))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Seq;

    fn customer(at: u32, name: &str, number: Option<&str>) -> Customer {
        let mut id = [0; 16];
        id[..4].copy_from_slice(&at.to_be_bytes());
        Customer {
            id: CustomerId::from_bytes(id),
            key: String::new(),
            number: number.map(str::to_owned),
            organisation_number: None,
            endpoint: None,
            name: name.to_owned(),
            seq: Seq(1),
        }
    }

    #[test]
    fn customers_are_called_as_they_were_told_then_or_before() {
        let longest = "x".repeat(usize::from(u16::MAX) + 1);
        let all = [
            customer(1, "Åse Ørn", Some("1001")),
            customer(2, "Åse Ørn", None),
            customer(3, "", Some("1001")),
            customer(4, "1001", Some("")),
            customer(5, &longest, Some("5")),
        ];
        let (known, ids) = (Known::default(), [4, 1, 9, 3, 2, 1, 5]);
        let ids = ids.map(|at| customer(at, "", None).id);
        let expected = [
            ("1001", Some("")),
            ("Åse Ørn", Some("1001")),
            ("", None),
            ("", Some("1001")),
            ("Åse Ørn", None),
            ("Åse Ørn", Some("1001")),
            (&*longest, Some("5")),
        ];
        let before = known.called(ids.into_iter());
        assert_eq!(before.unknown().len(), 6, "each once");
        assert!(before.unknown().is_sorted());
        assert!(before.with(&all).eq(expected));
        known.tell(&all);
        let after = known.called(ids.into_iter());
        // What is too long to be kept is told of again.
        assert_eq!(after.unknown(), [all[4].id, ids[2]]);
        assert!(after.with(&all[4..]).eq(expected));
        assert_eq!(after.with(&[]).last(), Some(("", None)));
    }

    #[test]
    fn whoever_was_known_stays_known_when_there_is_no_more_room() {
        let known = Known::default();
        let early = customer(1, "Åse Ørn", Some("1001"));
        known.tell(std::slice::from_ref(&early));
        let called = known.called([early.id].into_iter());
        assert_eq!(called.unknown(), []);
        // Others fill it while one who found her known is under way.
        let long = "x".repeat(TEXT_BYTES - 1);
        for at in 2..=u32::try_from(TEXT_BYTES_MAX / TEXT_BYTES).unwrap() {
            known.tell(&[customer(at, &long, None)]);
        }
        let late = customer(u32::MAX, "Ny AS", None);
        known.tell(std::slice::from_ref(&late));
        let ids = [late.id, early.id];
        let called = known.called(ids.into_iter());
        assert_eq!(called.unknown(), [late.id]);
        let said = [("Ny AS", None), ("Åse Ørn", Some("1001"))];
        assert!(called.with(&[late]).eq(said));
    }
}

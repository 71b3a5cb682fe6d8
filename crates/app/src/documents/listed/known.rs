//! What customers are called, remembered from some rows of a long list to the
//! next: the same ones come again and again.

use domain::CustomerId;
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use store::port::Customer;

/// Customers that are remembered at a time, and the most bytes of what they
/// are called: some twelve megabytes where names are as usual.
const KNOWN_MAX: usize = 200_000;
const TEXT_BYTES_MAX: usize = 32 * 1024 * 1024;

/// The customers that were told of so far.
#[derive(Default)]
pub(super) struct Known(Mutex<Remembered>);

#[derive(Default)]
struct Remembered {
    names: Names,
    of: HashMap<CustomerId, Place>,
}

/// What some customers are called, in the order in which they were asked for.
#[derive(Debug, Default)]
pub(super) struct Called {
    names: Names,
    places: Vec<Option<Place>>,
}

/// Names and numbers, all in one text: one for each of so many customers would
/// take twice the room.
#[derive(Debug, Default)]
struct Names(String);

/// Where a customer's number stands in the text, and right behind it the name.
#[derive(Debug, Clone, Copy)]
struct Place {
    begin: u32,
    number_bytes: Option<u16>,
    name_bytes: u32,
}

impl Known {
    /// Those of these customers that were not told of, each once.
    pub(super) fn unknown(&self, customers: impl Iterator<Item = CustomerId>) -> Vec<CustomerId> {
        let known = self.remembered();
        let unknown = customers.filter(|id| !known.of.contains_key(id));
        let mut unknown: Vec<CustomerId> = unknown.collect();
        drop(known);
        unknown.sort_unstable();
        unknown.dedup();
        unknown
    }

    /// What these customers are called, in the order asked, once the unknown
    /// ones were told; nothing of those who were not.
    pub(super) fn called(
        &self,
        told: &[Customer],
        customers: impl Iterator<Item = CustomerId>,
    ) -> Called {
        let mut guard = self.remembered();
        let known = &mut *guard;
        for one in told {
            let place = known.names.add(one.number.as_deref(), &one.name);
            known.of.insert(one.id, place);
        }
        let mut called = Called::default();
        for id in customers {
            let place = known.of.get(&id);
            called.places.push(place.map(|place| {
                let (number, name) = (known.names.number(*place), known.names.name(*place));
                called.names.add(number, name)
            }));
        }
        if known.of.len() > KNOWN_MAX || known.names.0.len() > TEXT_BYTES_MAX {
            *known = Remembered::default();
        }
        called
    }

    fn remembered(&self) -> MutexGuard<'_, Remembered> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Called {
    /// The name and the number of each.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, Option<&str>)> {
        let names = &self.names;
        let one = |place: Place| (names.name(place), names.number(place));
        self.places
            .iter()
            .map(move |place| place.map(one).unwrap_or_default())
    }
}

impl Names {
    fn add(&mut self, number: Option<&str>, name: &str) -> Place {
        let place = Place {
            begin: u32::try_from(self.0.len()).unwrap_or(u32::MAX),
            number_bytes: number.map(|number| u16::try_from(number.len()).unwrap_or_default()),
            name_bytes: u32::try_from(name.len()).unwrap_or_default(),
        };
        let number = number.filter(|_| place.number_bytes > Some(0));
        self.0.extend([number.unwrap_or_default(), name]);
        place
    }

    fn number(&self, place: Place) -> Option<&str> {
        let bytes = place.number_bytes?;
        self.piece(place.begin as usize, bytes.into())
    }

    fn name(&self, place: Place) -> &str {
        let begin = place.begin as usize + usize::from(place.number_bytes.unwrap_or_default());
        self.piece(begin, place.name_bytes as usize)
            .unwrap_or_default()
    }

    fn piece(&self, begin: usize, bytes: usize) -> Option<&str> {
        self.0.get(begin..begin + bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Seq;

    fn customer(at: u8, name: &str, number: Option<&str>) -> Customer {
        Customer {
            id: CustomerId::from_bytes([at; 16]),
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
        let all = [
            customer(1, "Åse Ørn", Some("1001")),
            customer(2, "Åse Ørn", None),
            customer(3, "", Some("1001")),
            customer(4, "1001", Some("")),
        ];
        let (known, ids) = (Known::default(), [4, 1, 9, 3, 2, 1]);
        let ids = ids.map(|at| CustomerId::from_bytes([at; 16]));
        let expected = [
            ("1001", Some("")),
            ("Åse Ørn", Some("1001")),
            ("", None),
            ("", Some("1001")),
            ("Åse Ørn", None),
            ("Åse Ørn", Some("1001")),
        ];
        assert_eq!(known.unknown(ids.into_iter()).len(), 5, "each once");
        for told in [&all[..], &[]] {
            let called = known.called(told, ids.into_iter());
            assert_eq!(called.iter().collect::<Vec<_>>(), expected);
        }
        assert_eq!(known.unknown(ids.into_iter()), [ids[2]]);
    }
}

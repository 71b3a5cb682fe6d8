//! What customers are called, remembered from some rows of a long list to the
//! next: the same ones come again and again.

use domain::CustomerId;
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use store::port::Customer;

/// Customers that are remembered, and the most bytes of what they are called:
/// some twelve megabytes where names are as usual.
const KNOWN_MAX: usize = 200_000;
const TEXT_BYTES_MAX: usize = 32 * 1024 * 1024;

/// The customers that were told of so far. Once there are many, no more are
/// remembered and none is forgotten: whoever was found to be known may be asked
/// for by others who are under way.
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
    begin: usize,
    number_bytes: Option<u32>,
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
        let mut known = self.remembered();
        let mut besides = Remembered::default();
        for one in told {
            match known.is_full() {
                true => besides.add(one),
                false => known.add(one),
            }
        }
        let mut called = Called::default();
        for id in customers {
            let said = known.said(id).or_else(|| besides.said(id));
            let place = said.map(|(name, number)| called.names.add(name, number));
            called.places.push(place);
        }
        called
    }

    fn remembered(&self) -> MutexGuard<'_, Remembered> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Remembered {
    fn is_full(&self) -> bool {
        self.of.len() >= KNOWN_MAX || self.names.0.len() >= TEXT_BYTES_MAX
    }

    fn add(&mut self, customer: &Customer) {
        let place = self.names.add(&customer.name, customer.number.as_deref());
        self.of.insert(customer.id, place);
    }

    /// The name and the number of a customer.
    fn said(&self, id: CustomerId) -> Option<(&str, Option<&str>)> {
        self.of.get(&id).map(|place| self.names.said(*place))
    }
}

impl Called {
    /// The name and the number of each.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, Option<&str>)> {
        let said = |place: Place| self.names.said(place);
        self.places
            .iter()
            .map(move |place| place.map(said).unwrap_or_default())
    }
}

impl Names {
    fn add(&mut self, name: &str, number: Option<&str>) -> Place {
        let bytes = |text: &str| u32::try_from(text.len()).ok();
        // What is too long for a place is no name, and told as none.
        let (name, name_bytes) = bytes(name).map_or(("", 0), |bytes| (name, bytes));
        let number = number.and_then(|number| Some((number, bytes(number)?)));
        let begin = self.0.len();
        self.0
            .extend([number.map_or("", |(number, _)| number), name]);
        Place {
            begin,
            number_bytes: number.map(|(_, bytes)| bytes),
            name_bytes,
        }
    }

    /// The name and the number at a place.
    fn said(&self, place: Place) -> (&str, Option<&str>) {
        let middle = place.begin + place.number_bytes.unwrap_or_default() as usize;
        let name = &self.0[middle..middle + place.name_bytes as usize];
        let number = place.number_bytes.map(|_| &self.0[place.begin..middle]);
        (name, number)
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

    #[test]
    fn whoever_was_known_stays_known_when_there_is_no_more_room() {
        let known = Known::default();
        let early = customer(1, "Åse Ørn", Some("1001"));
        known.called(std::slice::from_ref(&early), std::iter::empty());
        assert_eq!(known.unknown([early.id].into_iter()), []);
        // Others fill it while one who found her known is under way.
        let long = "x".repeat(TEXT_BYTES_MAX);
        known.called(&[customer(2, &long, None)], std::iter::empty());
        let late = customer(3, "Ny AS", None);
        let ids = [late.id, early.id];
        let called = known.called(&[late], ids.into_iter());
        let said: Vec<_> = called.iter().collect();
        assert_eq!(said, [("Ny AS", None), ("Åse Ørn", Some("1001"))]);
        assert_eq!(known.unknown(ids.into_iter()), [ids[0]]);
    }
}

//! XML of any kind, element by element.

#![no_main]

use libfuzzer_sys::fuzz_target;

/// More than any page shows.
const ELEMENTS_MAX: usize = 10_000;

fuzz_target!(|bytes: &[u8]| {
    let elements = formats::outline::outline(bytes, ELEMENTS_MAX);
    assert!(elements.is_none_or(|it| it.len() <= ELEMENTS_MAX));
});

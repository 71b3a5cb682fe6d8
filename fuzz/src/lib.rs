//! What every fuzz target does with its bytes. A target is a reader: bytes
//! that another reader would be given are left to that one's target, so that
//! the time counted for a reader was spent in it.

use domain::intake::ItemBody;
use formats::Format;
use libfuzzer_sys::Corpus;

/// Far more items than any input of this size can hold.
const ITEMS_MAX: usize = 1_000_000;

/// Reads bytes to their end where they are of one of these formats, and keeps
/// them as a seed only then.
///
/// # Panics
///
/// Where the items never end, the file disappears, or something is refused
/// without a reason.
pub fn read(bytes: &[u8], formats: &[Format]) -> Corpus {
    let reading = formats::read_bytes("fuzz", bytes);
    if !formats.contains(&reading.format) {
        return Corpus::Reject;
    }
    let mut count = 0;
    for item in reading.take(ITEMS_MAX) {
        count += 1;
        let is_refused = matches!(item.body, ItemBody::Refused(_));
        assert!(!is_refused || !item.findings.is_empty(), "no reason");
    }
    assert!(count > 0, "the file disappeared");
    assert!(count < ITEMS_MAX, "the items never end");
    let _ = formats::embedded(bytes, 0);
    Corpus::Keep
}

/// A target that reads bytes of these formats.
#[macro_export]
macro_rules! reader {
    ($($format:ident),+) => {
        libfuzzer_sys::fuzz_target!(|bytes: &[u8]| -> libfuzzer_sys::Corpus {
            fuzz::read(bytes, &[$(formats::Format::$format),+])
        });
    };
}

//! Tables of other systems, read by what is guessed of them and by settings
//! that the first bytes choose.

#![no_main]

use formats::table::{DateOrder, Encoding, Field, Meaning, Settings, guess, read};
use libfuzzer_sys::fuzz_target;

/// What stands between cells.
const DELIMITERS: [char; 4] = [';', ',', '\t', '|'];
/// Columns that the first bytes say something of.
const COLUMNS: usize = 8;

fuzz_target!(|bytes: &[u8]| {
    if let Some(guess) = guess(bytes, None) {
        let _ = read(&guess.settings, bytes).count();
    }
    let Some((said, table)) = bytes.split_at_checked(COLUMNS + 1) else {
        return;
    };
    let settings = settings(said);
    let _ = read(&settings, table).count();
});

fn settings(said: &[u8]) -> Settings {
    let has = |bit: u8| said[0] & (1 << bit) != 0;
    let column = |byte: &u8| Field::ALL.get(usize::from(*byte)).copied();
    Settings {
        meaning: if has(0) { Meaning::Payments } else { Meaning::Documents },
        delimiter: DELIMITERS[usize::from(said[0] >> 6)],
        encoding: if has(1) { Encoding::Utf8 } else { Encoding::Windows1252 },
        decimal_comma: has(2),
        dates: match (has(3), has(4)) {
            (true, _) => DateOrder::YearFirst,
            (_, true) => DateOrder::DayFirst,
            _ => DateOrder::MonthFirst,
        },
        columns: said[1..].iter().map(column).collect(),
        account: has(5).then(|| "15038366383".to_owned()),
    }
}

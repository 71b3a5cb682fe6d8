//! Norwegian organisation numbers: nine digits, the last a mod11 check digit
//! (weights 3 2 7 6 5 4 3 2).

/// Whether this is a valid organisation number.
pub fn is_valid(number: &str) -> bool {
    const WEIGHTS: [u32; 8] = [3, 2, 7, 6, 5, 4, 3, 2];
    let digits: Vec<u32> = number.chars().filter_map(|c| c.to_digit(10)).collect();
    if number.len() != 9 || digits.len() != 9 {
        return false;
    }
    let sum: u32 = digits.iter().zip(WEIGHTS).map(|(d, w)| d * w).sum();
    match 11 - sum % 11 {
        10 => false,
        check => check % 11 == digits[8],
    }
}

/// Finds the organisation number in the ways that people and files write it:
/// `NO974761076MVA`, `974 761 076`, `0192:974761076`. `None` where it is not
/// one, so numbers of other countries are left alone.
pub fn normalise(written: &str) -> Option<String> {
    let compact: String = written.chars().filter(|c| !c.is_whitespace()).collect();
    let compact = compact.to_ascii_uppercase();
    let bare = compact.strip_prefix("0192:").unwrap_or(&compact);
    let bare = bare.strip_prefix("NO").unwrap_or(bare);
    let bare = bare.strip_suffix("MVA").unwrap_or(bare);
    is_valid(bare).then(|| bare.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_numbers_are_valid_and_changed_ones_are_not() {
        for number in [
            "974761076",
            "918130047",
            "986028307",
            "989995278",
            "947571958",
        ] {
            assert!(is_valid(number), "{number}");
        }
        for number in ["974761077", "97476107", "9747610760", "abcdefghi", ""] {
            assert!(!is_valid(number), "{number}");
        }
    }

    #[test]
    fn numbers_are_found_however_they_are_written() {
        for written in [
            "974761076",
            "NO974761076MVA",
            "974 761 076",
            "0192:974761076",
            "no974761076mva",
        ] {
            assert_eq!(
                normalise(written).as_deref(),
                Some("974761076"),
                "{written}"
            );
        }
        assert_eq!(normalise("SE556036079301"), None);
    }
}

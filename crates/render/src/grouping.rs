//! Numbers that people read out or type, in the groups that they are printed
//! in. Only what stands between the groups is added.

const NBSP: char = '\u{a0}';
/// Digits of an organisation number.
const ORGANISATION_DIGITS: usize = 9;
/// Groups of a Norwegian account: bank, kind, number with check digit.
const ACCOUNT_GROUPS: [usize; 3] = [4, 2, 5];
/// An IBAN is printed in groups of four (ISO 13616-1).
const IBAN_GROUP: usize = 4;
/// The shortest IBAN has 15 characters, the longest 34.
const IBAN_LENGTHS: std::ops::RangeInclusive<usize> = 15..=34;

/// An account: an IBAN or a Norwegian one in groups, any other as written.
pub(crate) fn account(written: &str) -> String {
    let text = written.trim();
    if text.len() == ACCOUNT_GROUPS.iter().sum::<usize>() && is_digits(text) {
        return in_groups(text, &ACCOUNT_GROUPS);
    }
    let is_iban = IBAN_LENGTHS.contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && text.bytes().take(2).all(|byte| byte.is_ascii_uppercase())
        && is_digits(&text[2..4]);
    match is_iban {
        true => in_groups(text, &[IBAN_GROUP; 9]),
        false => written.to_owned(),
    }
}

/// A Norwegian organisation or VAT number in groups of three, any other as
/// written.
pub(crate) fn organisation(written: &str) -> String {
    let text = written.trim();
    let groups = |digits: &str| in_groups(digits, &[3; 3]);
    let is_it = |digits: &str| digits.len() == ORGANISATION_DIGITS && is_digits(digits);
    let vat = text
        .strip_prefix("NO")
        .and_then(|rest| rest.strip_suffix("MVA"));
    match vat {
        Some(digits) if is_it(digits) => format!("NO{NBSP}{}{NBSP}MVA", groups(digits)),
        _ if is_it(text) => groups(text),
        _ => written.to_owned(),
    }
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

fn in_groups(text: &str, groups: &[usize]) -> String {
    let mut rest = text;
    let mut parts = Vec::new();
    for group in groups {
        let (part, behind) = rest.split_at((*group).min(rest.len()));
        if !part.is_empty() {
            parts.push(part);
        }
        rest = behind;
    }
    parts.join(&NBSP.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spaced(text: String) -> String {
        text.replace(NBSP, " ")
    }

    #[test]
    fn accounts_are_printed_as_on_giros_and_cards() {
        let cases = [
            ("86011117947", "8601 11 17947"),
            ("NO9386011117947", "NO93 8601 1117 947"),
            (
                "IT64W0100003245243300306301",
                "IT64 W010 0003 2452 4330 0306 301",
            ),
            ("8601.11.17947", "8601.11.17947"),
            ("1234567890", "1234567890"),
            ("IBAN32423940", "IBAN32423940"),
            ("", ""),
            ("æøåæøåæøå", "æøåæøåæøå"),
        ];
        for (written, printed) in cases {
            assert_eq!(spaced(account(written)), printed);
        }
    }

    #[test]
    fn organisation_numbers_are_printed_in_threes() {
        let cases = [
            ("974761076", "974 761 076"),
            ("NO974761076MVA", "NO 974 761 076 MVA"),
            ("NO974761076", "NO974761076"),
            ("DK16356706", "DK16356706"),
            ("9747610761", "9747610761"),
        ];
        for (written, printed) in cases {
            assert_eq!(spaced(organisation(written)), printed);
        }
    }
}

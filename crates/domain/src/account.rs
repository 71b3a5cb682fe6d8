//! Bank accounts: Norwegian BBAN of eleven digits (mod11, weights 5 4 3 2 7 6
//! 5 4 3 2), also where they are written as IBAN or with dots; accounts of
//! other countries as they are written, without spaces.

/// Whether this is a valid Norwegian account number.
pub fn is_valid(account: &str) -> bool {
    const WEIGHTS: [u32; 10] = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2];
    let digits: Vec<u32> = account.chars().filter_map(|c| c.to_digit(10)).collect();
    if account.len() != 11 || digits.len() != 11 {
        return false;
    }
    let sum: u32 = digits.iter().zip(WEIGHTS).map(|(d, w)| d * w).sum();
    match 11 - sum % 11 {
        10 => false,
        check => check % 11 == digits[10],
    }
}

/// One spelling for one account, so that a payment finds its invoice: dots
/// and spaces go, and a Norwegian IBAN becomes its account number.
pub fn normalise(written: &str) -> String {
    let compact: String = written
        .chars()
        .filter(|c| c.is_alphanumeric())
        .collect::<String>()
        .to_uppercase();
    match compact.strip_prefix("NO") {
        Some(iban) if compact.len() == 15 && iban.bytes().all(|b| b.is_ascii_digit()) => {
            iban[2..].to_owned()
        }
        _ => compact,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_accounts_are_valid() {
        for account in ["15038366383", "99991042764", "86011117947"] {
            assert!(is_valid(account), "{account}");
        }
        assert!(!is_valid("88888888888"));
        assert!(!is_valid("8601111794"));
    }

    #[test]
    fn every_spelling_of_an_account_is_one() {
        for written in [
            "86011117947",
            "8601.11.17947",
            "8601 11 17947",
            "NO9386011117947",
            "NO93 8601 1117 947",
        ] {
            assert_eq!(normalise(written), "86011117947", "{written}");
        }
        assert_eq!(normalise("IBAN32423940"), "IBAN32423940");
        assert_eq!(normalise("NO93å"), "NO93Å");
    }
}

use super::*;

#[test]
fn check_digits_are_computed_from_the_right() {
    assert_eq!(mod10(b"12345678"), '2');
    assert_eq!(mod11(b"12345678"), '5');
    assert_eq!(mod11(b"1000005"), '-');
    assert_eq!(with_mod10("234567"), "2345676");
}

#[test]
fn valid_numbers_pass() {
    assert_eq!(check("2345676", Algorithm::Mod10), Ok(()));
    assert_eq!(check("12345678903", Algorithm::Mod11), Ok(()));
    for kid in ["2345676", "12345678903", "01290865", "1000005-"] {
        assert_eq!(check(kid, Algorithm::Either), Ok(()), "{kid}");
    }
}

#[test]
fn wrong_check_digits_are_found() {
    for kid in ["2345674", "100030", "100031", "100033"] {
        assert_eq!(
            check(kid, Algorithm::Either),
            Err(KidFault::CheckDigit),
            "{kid}"
        );
    }
}

#[test]
fn length_and_characters_are_checked_first() {
    for kid in ["", "123", "12345678901234567890123456"] {
        assert_eq!(
            check(kid, Algorithm::Either),
            Err(KidFault::Length),
            "{kid}"
        );
    }
    for kid in ["12A45", "12-45", "-----", "1234å"] {
        assert_eq!(
            check(kid, Algorithm::Either),
            Err(KidFault::Characters),
            "{kid}"
        );
    }
}

#[test]
fn a_kid_fits_its_agreement_whatever_zeros_stand_before_it() {
    let agreements = [(9, Algorithm::Mod10)];
    assert_eq!(fit("002345676", &agreements), Fit::AsItStands);
    for kid in ["2345676", "0002345676", "0000000000000000002345676"] {
        assert_eq!(
            fit(kid, &agreements),
            Fit::Written("002345676".to_owned()),
            "{kid}"
        );
    }
    for kid in ["", "0", "2345674", "12345678903", "23456-", "000000000000"] {
        assert_eq!(fit(kid, &agreements), Fit::Not, "{kid}");
    }
}

#[test]
fn of_several_agreements_one_has_to_be_meant() {
    let two = [(7, Algorithm::Mod10), (9, Algorithm::Mod10)];
    assert_eq!(fit("2345676", &two), Fit::AsItStands);
    assert_eq!(fit("02345676", &two), Fit::Not, "seven or nine positions");
    let other = [(5, Algorithm::Mod11), (7, Algorithm::Mod10)];
    assert_eq!(fit("055517", &other), Fit::Written("0055517".to_owned()));
}

use super::*;

#[test]
fn what_may_be_a_kid_is_taken() {
    for text in ["2345676", "1000005-", "12", "0000"] {
        assert!(looks_like_one(text), "{text}");
    }
    for text in [
        "",
        "1",
        "--",
        "12 34",
        "INV1",
        "12345678901234567890123456",
        "١٢٣٤",
    ] {
        assert!(!looks_like_one(text), "{text}");
    }
}

#[test]
fn faults_are_warnings_with_their_own_codes() {
    let code = |written: &str| {
        let (kid, finding) = read(written, "here");
        (kid, finding.map(|it| it.code))
    };
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(code("2345676"), (some("2345676"), None));
    assert_eq!(code(" 234 5676 "), (some("2345676"), None));
    assert_eq!(code("2345674"), (some("2345674"), some("kid.check_digit")));
    assert_eq!(code("123"), (some("123"), some("kid.length")));
    assert_eq!(code("1-345"), (some("1-345"), some("kid.characters")));
    assert_eq!(code("1,23E+15"), (None, some("kid.characters")));
    assert_eq!(code("  "), (None, None));
}

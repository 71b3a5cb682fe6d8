use super::*;

const TWO_PROGRAMS: &[u8] = b"running 3 tests\n\
    test a ... ok\n\
    test result: ok. 2 passed; 0 failed; 1 ignored; 0 measured; 7 filtered out; finished in 0.01s\n\
    \xff not text\n\
    test result: \x1b[31mFAILED\x1b[m. 4 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1.00s\n";

#[test]
fn programs_are_added_up_and_their_output_is_untouched() {
    let mut copy = Vec::new();
    let tally = pass_through(TWO_PROGRAMS, &mut copy).unwrap();
    assert_eq!(copy, TWO_PROGRAMS);
    assert_eq!(tally.to_string(), "6 passed, 2 failed, 1 skipped");
}

#[test]
fn a_line_that_only_mentions_a_result_is_not_counted() {
    let output: &[u8] = b"thread said test result: ok. 9 passed; 0 failed\ntest result: none\n";
    let tally = pass_through(output, std::io::sink()).unwrap();
    assert_eq!(tally, Tally::default());
}

#[test]
fn an_output_without_a_last_newline_still_counts() {
    let output: &[u8] = b"test result: ok. 1 passed; 0 failed; 0 ignored";
    let tally = pass_through(output, std::io::sink()).unwrap();
    assert_eq!(tally.passed, 1);
}

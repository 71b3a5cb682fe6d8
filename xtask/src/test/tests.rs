use super::*;

fn shell(script: &str) -> Command {
    let mut command = Command::new("sh");
    command.args(["-c", script]);
    command
}

#[test]
fn only_a_thrown_away_machine_builds_without_incremental_files() {
    let ci = |name: &str| (name == "CI").then(|| OsString::from("true"));
    assert_eq!(
        machine_variables(ci),
        [("CARGO_INCREMENTAL", OsString::from("0"))]
    );
    assert!(machine_variables(|_| None).is_empty());
    assert!(
        machine_variables(|_| Some("1".into())).is_empty(),
        "the user's own choice holds"
    );
}

#[test]
fn a_step_that_fails_says_which_it_was() {
    let error = step(4, "lints", || bail!("no")).unwrap_err();
    assert_eq!(format!("{error:#}"), "step 4, lints: no");
}

#[test]
fn totals_are_kept_when_the_tests_fail() {
    let mut tally = None;
    let script = "echo 'test result: FAILED. 1 passed; 1 failed; 0 ignored'; exit 101";
    let error = count_tests(&mut shell(script), std::io::sink(), &mut tally).unwrap_err();
    assert!(error.to_string().contains("101"), "{error}");
    assert_eq!(
        tally.map(|t| t.to_string()).as_deref(),
        Some("1 passed, 1 failed, 0 skipped")
    );
}

#[test]
fn a_run_without_a_single_test_is_a_failure() {
    let mut tally = None;
    assert!(count_tests(&mut shell("true"), std::io::sink(), &mut tally).is_err());
    let one = "echo 'test result: ok. 1 passed; 0 failed; 0 ignored'";
    assert!(count_tests(&mut shell(one), std::io::sink(), &mut tally).is_ok());
}

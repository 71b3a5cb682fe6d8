use super::*;

#[test]
fn a_failing_command_is_named_as_one_would_type_it() {
    let mut command = Command::new("/bin/sh");
    command.args(["-c", "exit 3"]);
    let message = run(&mut command).unwrap_err().to_string();
    assert!(message.contains("`sh -c 'exit 3'` failed"), "{message}");
    assert!(message.contains('3'), "{message}");
}

#[test]
fn a_command_that_does_not_exist_is_named_too() {
    let message = run(&mut Command::new("no-such-program-anywhere"))
        .unwrap_err()
        .to_string();
    assert_eq!(message, "could not start `no-such-program-anywhere`");
}

#[test]
fn quotes_survive_a_paste_into_a_shell() {
    assert_eq!(quoted("--lib=a"), "--lib=a");
    assert_eq!(quoted("it's"), r"'it'\''s'");
    assert_eq!(quoted(""), "''");
}

#[test]
fn reading_returns_what_was_written() {
    let mut command = Command::new("sh");
    command.args(["-c", "printf hello"]);
    assert_eq!(read(&mut command).unwrap(), b"hello");
}

//! The worker does no harm: everything it could try is tried, in a process
//! that is shut in as workers are, and each time it is refused or ended, with
//! the parent unaffected. And it works: pictures come out of it.
//!
//! Workers are this same program, so it has a `main` of its own, which is
//! first a worker, then an attacker, and else runs the tests.

mod attack;
mod work;

use std::io::Write as _;
use std::process::ExitCode;

/// A test by its name.
type Test = (&'static str, fn() -> Result<(), String>);

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().collect();
    if let Some(code) = press::serve(&arguments) {
        return code;
    }
    if let Some(code) = attack::serve(&arguments) {
        return code;
    }
    // `cargo test` gives words to filter by, and flags.
    let words: Vec<&String> = arguments[1..]
        .iter()
        .filter(|word| !word.starts_with('-'))
        .collect();
    let is_asked =
        |name: &str| words.is_empty() || words.iter().any(|word| name.contains(word.as_str()));
    let all: Vec<Test> = attack::TESTS.iter().chain(work::TESTS).copied().collect();
    let chosen: Vec<Test> = all
        .iter()
        .copied()
        .filter(|(name, _)| is_asked(name))
        .collect();
    run(&chosen, all.len() - chosen.len())
}

/// Runs tests one after another and tells of them as `cargo test` does.
fn run(tests: &[Test], left_out: usize) -> ExitCode {
    let mut failed = 0;
    say(&format!("\nrunning {} tests", tests.len()));
    for (name, test) in tests {
        match test() {
            Ok(()) => say(&format!("test {name} ... ok")),
            Err(why) => {
                failed += 1;
                say(&format!("test {name} ... FAILED\n{why}"));
            }
        }
    }
    let verdict = if failed == 0 { "ok" } else { "FAILED" };
    let passed = tests.len() - failed;
    say(&format!(
        "\ntest result: {verdict}. {passed} passed; {failed} failed; 0 ignored; 0 measured; {left_out} filtered out\n"
    ));
    ExitCode::from(u8::from(failed > 0) * 101)
}

fn say(line: &str) {
    let _ = writeln!(std::io::stdout().lock(), "{line}");
}

//! `cargo xtask VERB`: what the project does to itself.
//!
//! The list of checks lives here and nowhere else, so a laptop and the
//! continuous integration run the same steps in the same order
//! (`cargo xtask test`). The rules of structure that neither the compiler nor
//! clippy can hold live in `tidy`, one rule a file.
//!
//! Deliberately absent: any dependency on a room of the product. This program
//! must build and run while the product does not compile, and it must be quick
//! to build from nothing; hence the standard library and `anyhow` only.
//!
//! Where to enter: [`test::run`] is the list of steps, [`tools::TOOLS`] the
//! table of what the machine must have, `RULES` in `tidy` the table of rules.
//! To add a check, add a step, a line in the tools table, or a rule with a good
//! and a bad sample.

mod bench;
mod invocation;
mod postgres;
mod test;
mod tidy;
mod tools;

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

const HELP: &str = "\
usage: cargo xtask VERB

  test           install what the tests need where it is missing, then run
                 every check: formatting, tidy, lints, build, tests
  tidy           the rules of structure: rooms, sizes, names, links, translations
  bench [ARG…]   build the product for speed and run its bench with the arguments
  help           this text
";

/// The exit code for a command line that makes no sense.
const USAGE: u8 = 2;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let root = repository_root();
    let (verb, rest) = match arguments.split_first() {
        Some((verb, rest)) => (verb.as_str(), rest),
        None => ("help", &[][..]),
    };
    match verb {
        "test" if rest.is_empty() => test::run(&root),
        "tidy" if rest.is_empty() => tidy::run(&root),
        "bench" => bench::run(&root, rest),
        "help" | "--help" | "-h" => help(),
        _ => {
            eprint!("xtask: cannot run `{}`\n\n{HELP}", arguments.join(" "));
            ExitCode::from(USAGE)
        }
    }
}

fn help() -> ExitCode {
    match std::io::stdout().write_all(HELP.as_bytes()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

/// The directory that holds the workspace. Cargo tells where this crate lies
/// when it runs it, which stays right when two clones share a target directory;
/// the place of compilation is the answer when the program is started by hand.
fn repository_root() -> PathBuf {
    let own =
        std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
    let own = PathBuf::from(own);
    own.parent().map_or(own.clone(), PathBuf::from)
}

//! Every `.sql` file of the store is built into it.
//!
//! The compiler finds an `include_str!` without a file; this finds the file
//! without an `include_str!`.

use std::collections::BTreeSet;

use super::Finding;
use super::tree::{self, Tree};

#[cfg(test)]
mod tests;

const STORE: &str = "crates/store/";
const INCLUDE: &str = "include_str!(";

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let used = included(tree);
    tree.paths()
        .filter(|path| path.starts_with(STORE) && path.ends_with(".sql"))
        .filter(|path| !used.is_used(path))
        .map(|path| Finding {
            path: path.to_owned(),
            line: 1,
            what: "no code includes this file".to_owned(),
            why: "a query that nobody runs is kept in step by nobody, and one forgotten \
                  migration is a broken database",
            fix: "include it with include_str! where it is run, or delete it".to_owned(),
        })
        .collect()
}

#[derive(Default)]
struct Included {
    /// Files named whole, from the root.
    files: BTreeSet<String>,
    /// Ends of paths without `.sql`, from string literals with a `/`; they count
    /// only when a macro puts the path together from such pieces.
    pieces: BTreeSet<String>,
    put_together: bool,
}

impl Included {
    fn is_used(&self, path: &str) -> bool {
        let stem = path.trim_end_matches(".sql");
        self.files.contains(path)
            || self.put_together
                && self
                    .pieces
                    .iter()
                    .any(|piece| stem.ends_with(&format!("/{piece}")))
    }
}

fn included(tree: &Tree) -> Included {
    let mut included = Included::default();
    let sources = tree
        .texts()
        .filter(|(path, _)| path.starts_with(STORE) && path.ends_with(".rs"));
    for (path, text) in sources {
        let code = without_comments(text);
        for after in code.split(INCLUDE).skip(1) {
            let after = after.trim_start();
            if after.starts_with("concat!") {
                included.put_together = true;
            }
            let literal = after.strip_prefix('"').and_then(|a| a.split('"').next());
            included
                .files
                .extend(literal.and_then(|literal| tree::beside(path, literal)));
        }
        let literals = code.split('"').skip(1).step_by(2);
        included.pieces.extend(
            literals
                .map(|literal| literal.trim_start_matches('/').trim_end_matches(".sql"))
                .filter(|literal| literal.contains('/'))
                .map(str::to_owned),
        );
    }
    included
}

fn without_comments(text: &str) -> String {
    text.lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n")
}

use std::path::PathBuf;

/// The directory of real files beside the project, where there is one. A test
/// that gets `None` has to say that it skips.
pub fn corpus(below: &str) -> Option<PathBuf> {
    let path = PathBuf::from(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../../shared/corpus"
    ))
    .join(below);
    path.exists().then_some(path)
}

/// Says plainly that a test has not run, and why.
pub fn skip(test: &str, why: &str) {
    eprintln!("SKIPPED {test}: {why}");
}

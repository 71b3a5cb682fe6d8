use super::*;

#[test]
fn a_finding_says_where_what_why_and_what_to_do() {
    let finding = Finding {
        path: "a.rs".to_owned(),
        line: 3,
        what: "it is long".to_owned(),
        why: "nobody reads it",
        fix: "split it".to_owned(),
    };
    assert_eq!(
        finding.to_string(),
        "a.rs:3: it is long; nobody reads it; split it"
    );
}

#[test]
fn every_rule_runs_and_the_findings_come_in_the_order_of_the_files() {
    let tree = Tree::sample(&[
        ("crates/domain/Cargo.toml", "[package]\nname = \"domain\"\n"),
        ("crates/domain/src/utils.rs", ""),
        ("docs/decisions/a.md", "[x](gone.md)"),
    ]);
    let findings = findings(&tree);
    let paths: Vec<&str> = findings.iter().map(|f| f.path.as_str()).collect();
    assert_eq!(
        paths[..2],
        ["ARCHITECTURE.md", "crates/domain/src/utils.rs"]
    );
    assert_eq!(paths.len(), 7, "{findings:#?}");
}

#[test]
fn a_small_tree_in_order_has_no_finding() {
    let tree = Tree::sample(&[
        ("ARCHITECTURE.md", "| `domain` | values |\n"),
        ("crates/domain/Cargo.toml", "[package]\nname = \"domain\"\n"),
        ("crates/domain/src/lib.rs", "//! Values.\n"),
    ]);
    assert_eq!(findings(&tree), []);
}

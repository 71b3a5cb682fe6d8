use super::*;

fn findings(files: &[(&str, &str)]) -> Vec<String> {
    check(&Tree::sample(files))
        .iter()
        .map(|f| format!("{}:{}: {}", f.path, f.line, f.what))
        .collect()
}

#[test]
fn modules_named_by_their_subject_are_accepted() {
    let good = [
        (
            "crates/web/src/invoices.rs",
            "mod approve;\nmod commonly {}\n",
        ),
        ("crates/web/src/invoices/approve.rs", "// mod util {\n"),
        ("docs/core/page.md", ""),
    ];
    assert!(findings(&good).is_empty());
}

#[test]
fn empty_names_are_found_as_file_directory_and_inline() {
    let bad = [
        ("crates/web/src/utils.rs", ""),
        (
            "crates/common/src/lib.rs",
            "mod x;\npub(crate) mod misc {\n}\n",
        ),
        ("crates/web/src/pages/mod.rs", ""),
    ];
    assert_eq!(
        findings(&bad),
        [
            "crates/common/src/lib.rs:1: a module called common",
            "crates/common/src/lib.rs:2: a module called misc",
            "crates/web/src/pages/mod.rs:1: a module file called mod.rs",
            "crates/web/src/utils.rs:1: a module called utils",
        ]
    );
}

use super::*;

fn unused(files: &[(&str, &str)]) -> Vec<String> {
    check(&Tree::sample(files))
        .into_iter()
        .map(|finding| finding.path)
        .collect()
}

#[test]
fn a_file_included_beside_its_use_is_accepted() {
    let good = [
        ("crates/store/queries/comment/add.sql", ""),
        (
            "crates/store/src/sqlite/comment.rs",
            "const ADD: &str = include_str!(\n    \"../../queries/comment/add.sql\"\n);",
        ),
        ("crates/app/notes.sql", ""),
    ];
    assert!(unused(&good).is_empty());
}

#[test]
fn a_file_that_only_a_comment_names_is_found() {
    let bad = [
        ("crates/store/queries/comment/add.sql", ""),
        (
            "crates/store/src/sqlite/comment.rs",
            "// include_str!(\"../../queries/comment/add.sql\")\nlet a = \"comment/add\";\n",
        ),
    ];
    assert_eq!(unused(&bad), ["crates/store/queries/comment/add.sql"]);
}

#[test]
fn a_macro_that_puts_the_path_together_is_understood() {
    let files = [
        ("crates/store/queries/comment/add.sql", ""),
        ("crates/store/queries/comment/old.sql", ""),
        (
            "crates/store/src/sqlite.rs",
            "include_str!(concat!(env!(\"X\"), \"/queries/\", $name, \".sql\"))\n\
             sql!(\"comment/add\")\n",
        ),
    ];
    assert_eq!(unused(&files), ["crates/store/queries/comment/old.sql"]);
}

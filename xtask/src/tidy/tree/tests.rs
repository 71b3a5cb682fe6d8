use super::*;

#[test]
fn crates_are_the_directories_that_hold_a_manifest() {
    let tree = Tree::sample(&[
        ("Cargo.toml", ""),
        ("crates/domain/Cargo.toml", ""),
        ("crates/domain/fuzz/Cargo.toml", ""),
        ("xtask/Cargo.toml", ""),
    ]);
    let names: Vec<&str> = tree.crates().map(|(name, _)| name).collect();
    assert_eq!(names, ["domain", "xtask"]);
}

#[test]
fn a_directory_is_there_when_a_file_lies_in_it() {
    let tree = Tree::sample(&[("docs/formats/ubl.md", "")]);
    assert!(tree.has("docs/formats/ubl.md"));
    assert!(tree.has("docs/formats"));
    assert!(tree.has("docs/"));
    assert!(!tree.has("docs/form"));
}

#[test]
fn a_path_beside_a_file_is_normalised_and_cannot_leave() {
    assert_eq!(beside("a/b/c.md", "../d.md").as_deref(), Some("a/d.md"));
    assert_eq!(beside("README.md", "./docs/").as_deref(), Some("docs"));
    assert_eq!(beside("README.md", "../x"), None);
}

#[test]
fn the_real_tree_holds_this_file_and_nothing_built() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let tree = Tree::read(&root).unwrap();
    assert!(tree.text("xtask/src/tidy/tree/tests.rs").is_some());
    assert!(tree.paths().all(|path| !path.starts_with("target/")));
}

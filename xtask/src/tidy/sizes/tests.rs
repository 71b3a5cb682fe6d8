use super::*;

fn long(lines: usize) -> String {
    "x\n".repeat(lines)
}

fn findings(files: &[(&str, &str)], earlier: Option<&str>) -> Vec<String> {
    let mut tree = Tree::sample(files);
    tree.earlier_oversized = earlier.map(str::to_owned);
    check(&tree)
        .iter()
        .map(|f| format!("{}:{}: {}", f.path, f.line, f.what))
        .collect()
}

#[test]
fn files_up_to_their_wall_are_accepted() {
    let good = [
        ("crates/a/src/lib.rs", &*long(600)),
        ("crates/a/src/lib/tests.rs", &*long(900)),
        ("crates/a/tests/it/main.rs", &*long(900)),
        ("crates/web/assets/site.css", &*long(1_200)),
        ("docs/long.md", &*long(9_000)),
    ];
    assert!(findings(&good, None).is_empty());
}

#[test]
fn each_kind_of_file_has_its_own_wall() {
    let bad = [
        ("crates/a/src/lib.rs", &*long(601)),
        ("crates/a/src/tests.rs", &*long(901)),
        ("crates/web/assets/site.js", &*long(1_201)),
    ];
    assert_eq!(
        findings(&bad, None),
        [
            "crates/a/src/lib.rs:601: 601 lines, the wall is 600",
            "crates/a/src/tests.rs:901: 901 lines, the wall is 900",
            "crates/web/assets/site.js:1201: 1201 lines, the wall is 1200",
        ]
    );
}

#[test]
fn a_listed_file_may_stay_as_it_is_but_not_grow() {
    let list = "# why\ncrates/a/src/a.rs 700\n";
    assert!(findings(&[("crates/a/src/a.rs", &long(700)), (LIST, list)], None).is_empty());
    assert_eq!(
        findings(&[("crates/a/src/a.rs", &long(701)), (LIST, list)], None),
        ["crates/a/src/a.rs:601: 701 lines, the wall is 700"]
    );
}

#[test]
fn the_list_must_follow_a_file_that_shrinks() {
    let list = "a/a.rs 700\na/b.rs 700\na/gone.rs 700\nnonsense\n";
    let files = [
        ("a/a.rs", &*long(650)),
        ("a/b.rs", &*long(600)),
        (LIST, list),
    ];
    assert_eq!(
        findings(&files, None),
        [
            "xtask/oversized.txt:4: cannot read `nonsense`",
            "xtask/oversized.txt:1: a/a.rs has shrunk to 650 lines",
            "xtask/oversized.txt:2: a/b.rs is not over its wall",
            "xtask/oversized.txt:3: a/gone.rs is not over its wall",
        ]
    );
}

#[test]
fn the_list_takes_no_new_entry_and_no_larger_number() {
    let files = [
        ("a/a.rs", &*long(700)),
        ("a/b.rs", &*long(700)),
        ("a/c.rs", &*long(700)),
        (LIST, "a/a.rs 700\na/b.rs 700\na/c.rs 700\n"),
    ];
    assert_eq!(
        findings(&files, Some("a/a.rs 650\na/b.rs 800\n")),
        [
            "xtask/oversized.txt:1: a/a.rs is new here or has grown",
            "xtask/oversized.txt:3: a/c.rs is new here or has grown",
        ]
    );
}

use super::*;

fn findings(map: &str) -> Vec<String> {
    let tree = Tree::sample(&[
        (MAP, map),
        ("crates/domain/Cargo.toml", ""),
        ("crates/store/Cargo.toml", ""),
        ("crates/utsyn/Cargo.toml", ""),
        ("xtask/Cargo.toml", ""),
    ]);
    check(&tree)
        .iter()
        .map(|finding| format!("{}: {}", finding.line, finding.what))
        .collect()
}

#[test]
fn a_true_map_is_accepted_beside_other_tables() {
    let map = "# Map\n\n| room | one line | may name |\n|---|---|---|\n\
               | `domain` | values | – |\n| `store` | record | domain |\n\
               | `utsyn` | binary | everything |\n| `xtask` | tool | – |\n\n\
               | axis | values |\n|---|---|\n| `payment` | paid |\n";
    assert_eq!(findings(map), Vec::<String>::new());
}

#[test]
fn a_map_without_the_column_is_held_to_its_names_only() {
    let map = "| `domain` | a |\n| `store` | b |\n| `utsyn` | c |";
    assert_eq!(findings(map), Vec::<String>::new());
}

#[test]
fn crates_without_a_row_and_rows_without_a_crate_are_found() {
    let map = "| `domain` | a |\n| `old` | b |\n| `utsyn` | c |\n| `utsyn` | d |\n";
    assert_eq!(
        findings(map),
        [
            "1: the crate store has no row in the table of rooms",
            "2: there is no crate old",
            "4: utsyn has a second row"
        ]
    );
}

#[test]
fn a_map_that_draws_another_arrow_is_found() {
    let map = "| room | may name |\n|---|---|\n| `domain` | `store` |\n\
               | `store` | everything |\n| `utsyn` | store |\n";
    assert_eq!(
        findings(map),
        [
            "3: domain may not name what the map says",
            "4: store may not name what the map says",
            "5: utsyn may not name what the map says"
        ]
    );
}

#[test]
fn a_missing_map_is_found() {
    let tree = Tree::sample(&[("crates/domain/Cargo.toml", "")]);
    assert_eq!(check(&tree)[0].what, "the map of the rooms is missing");
}

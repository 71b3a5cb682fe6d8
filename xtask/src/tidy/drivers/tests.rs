use super::*;

fn places(files: &[(&str, &str)]) -> Vec<String> {
    check(&Tree::sample(files))
        .iter()
        .map(|finding| format!("{}:{}", finding.path, finding.line))
        .collect()
}

#[test]
fn each_library_may_stay_in_its_own_place() {
    let good = [
        (
            "crates/store/Cargo.toml",
            "[dependencies]\nrusqlite.workspace = true\n",
        ),
        (
            "crates/web/Cargo.toml",
            "[dependencies]\naxum.workspace = true\nmaud.workspace = true\n",
        ),
        (
            "crates/app/Cargo.toml",
            "[dependencies]\ntokio.workspace = true\n",
        ),
    ];
    assert!(places(&good).is_empty());
}

#[test]
fn a_library_outside_its_place_is_found_in_tests_too() {
    let bad = [
        (
            "crates/app/Cargo.toml",
            "[dependencies]\naxum.workspace = true\n[dev-dependencies]\nmaud = \"1\"\n",
        ),
        (
            "crates/utsyn/Cargo.toml",
            "[dependencies]\nhtml = { package = \"maud\", version = \"1\" }\n",
        ),
    ];
    assert_eq!(
        places(&bad),
        [
            "crates/app/Cargo.toml:2",
            "crates/app/Cargo.toml:4",
            "crates/utsyn/Cargo.toml:2"
        ]
    );
}

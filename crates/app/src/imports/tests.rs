//! What holds for every finding that receiving makes.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

const PAGE: &str = include_str!("../../../../docs/formats/receiving.md");

/// Codes that the page lists, with their severity.
fn listed() -> BTreeSet<(String, String)> {
    let rows = PAGE
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split_once("` | "));
    rows.filter_map(|(code, rest)| Some((code.to_owned(), rest.split(" |").next()?.to_owned())))
        .collect()
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            if !matches!(name.as_str(), "tests" | "conformance" | "demo") {
                sources(&path, found);
            }
        } else if name.ends_with(".rs") && name != "tests.rs" {
            found.push(path);
        }
    }
}

/// The text of the constant of this name.
fn constant<'t>(texts: &'t [String], name: &str) -> &'t str {
    let begins = format!("const {name}: &str = \"");
    let found = texts.iter().find_map(|text| text.split_once(&begins));
    let (_, rest) = found.unwrap_or_else(|| panic!("there is no constant {name}"));
    rest.split('"').next().unwrap()
}

#[test]
fn every_finding_of_receiving_is_on_its_page_and_no_other() {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let mut paths = Vec::new();
    for room in ["app", "store"] {
        sources(&crates.join(room).join("src"), &mut paths);
    }
    let texts: Vec<String> = paths
        .iter()
        .map(|path| std::fs::read_to_string(path).unwrap())
        .collect();
    let mut made = BTreeSet::new();
    for severity in ["error", "warning", "info"] {
        let maker = format!("Finding::{severity}(");
        for text in &texts {
            for rest in text.split(&maker).skip(1) {
                let first = rest.trim_start();
                let code = match first.strip_prefix('"') {
                    Some(literal) => literal.split('"').next().unwrap(),
                    None => {
                        let name = first.split(',').next().unwrap();
                        constant(&texts, name.rsplit("::").next().unwrap())
                    }
                };
                made.insert((code.to_owned(), severity.to_owned()));
            }
        }
    }
    assert!(made.len() > 5, "{made:?}");
    assert_eq!(made, listed());
}

use super::*;

const PAGE: &str = include_str!("../../../../docs/formats/findings.md");

#[test]
fn the_page_lists_every_code_with_its_severity_and_no_other() {
    let listed: Vec<(&str, &str)> = PAGE
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split_once("` | "))
        .filter_map(|(code, rest)| Some((code, rest.split(" |").next()?)))
        .collect();
    let given: Vec<(&str, &str)> = ALL.iter().map(|it| (it.code, it.severity.code())).collect();
    assert_eq!(listed, given);
}

#[test]
fn no_code_is_made_outside_the_table() {
    let mut folders = vec![std::path::PathBuf::from(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/src"
    ))];
    let makers = ["error", "warning", "info"].map(|it| format!("Finding::{it}("));
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path
                .file_name()
                .is_some_and(|name| name != "code.rs" && name != "tests.rs")
            {
                let text = std::fs::read_to_string(&path).unwrap();
                let maker = makers.iter().find(|maker| text.contains(maker.as_str()));
                assert_eq!(maker, None, "{}", path.display());
            }
        }
    }
}

#[test]
fn codes_are_unique() {
    let mut codes: Vec<&str> = ALL.iter().map(|it| it.code).collect();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), ALL.len());
}

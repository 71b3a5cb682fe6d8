use super::*;

const WHOLE: &str = "# SQLite\n\n## Context\na\n## Choice\nb\n## Price\nc\n## When to reopen\nd\n";

fn findings(path: &str, text: &str) -> Vec<String> {
    check(&Tree::sample(&[(path, text)]))
        .into_iter()
        .map(|finding| finding.what)
        .collect()
}

#[test]
fn a_page_with_all_four_answers_is_accepted() {
    assert!(findings("docs/decisions/sqlite.md", WHOLE).is_empty());
    assert!(findings(INDEX, "# Decisions\n").is_empty());
    assert!(findings("docs/formats/ubl.md", "# UBL\n").is_empty());
}

#[test]
fn each_missing_answer_is_found() {
    let without = WHOLE.replace("## Price", "### Price");
    assert_eq!(
        findings("docs/decisions/sqlite.md", &without),
        ["the heading \"## Price\" is missing"]
    );
    assert_eq!(findings("docs/decisions/empty.md", "").len(), 4);
}

use super::*;

fn findings(path: &str, text: &str) -> Vec<String> {
    let tree = Tree::sample(&[
        (path, text),
        ("docs/formats/ubl.md", ""),
        ("docs/pictures/a (1).png", ""),
        ("STYLE.md", ""),
    ]);
    check(&tree)
        .iter()
        .map(|f| format!("{}: {}", f.line, f.what))
        .collect()
}

#[test]
fn links_that_lead_somewhere_are_accepted() {
    let good = "[UBL](docs/formats/ubl.md#lines \"title\") [all](docs/formats/) [s](./STYLE.md)\n\
                ![a](<docs/pictures/a (1).png>) [web](https://example.org/x) [here](#part)\n\
                [mail](mailto:a@example.org) [root](/STYLE.md) <img src=\"STYLE.md\">\n\
                [ref]: docs/formats/ubl.md\n\
                `[code](gone.md)` and ``x`` [y](STYLE.md)\n\
                ```\n[fenced](gone.md)\n```\n";
    assert_eq!(findings("README.md", good), Vec::<String>::new());
    let beside = "[style](../../STYLE.md)";
    assert!(findings("docs/decisions/a.md", beside).is_empty());
}

#[test]
fn links_that_lead_nowhere_are_found_in_every_form() {
    let bad = "[a](gone.md) and [b](STYLE.md) and [c](../outside.md)\n\
               <img src=\"gone.png\">\n[d]: docs/gone.md\n";
    assert_eq!(
        findings("README.md", bad),
        [
            "1: the link to gone.md leads nowhere",
            "1: the link to ../outside.md leads nowhere",
            "2: the link to gone.png leads nowhere",
            "3: the link to docs/gone.md leads nowhere",
        ]
    );
}

#[test]
fn an_unpaired_backtick_hides_nothing() {
    assert_eq!(
        findings("README.md", "a ` b [x](gone.md)"),
        ["1: the link to gone.md leads nowhere"]
    );
}

#[test]
fn documents_inside_crates_are_left_alone() {
    assert!(findings("crates/web/notes.md", "[x](gone.md)").is_empty());
}

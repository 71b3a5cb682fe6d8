use super::*;

fn findings(nb: &str, en: &str) -> Vec<String> {
    let tree = Tree::sample(&[
        ("crates/web/locales/nb/portal.ftl", nb),
        ("crates/web/locales/en/portal.ftl", en),
    ]);
    check(&tree)
        .iter()
        .map(|f| format!("{}:{}: {}", f.path, f.line, f.what))
        .collect()
}

#[test]
fn languages_with_the_same_keys_and_variables_are_accepted() {
    let nb = "# Forsiden\ntitle = Oversikt\n\
              found = { $count ->\n    [one] Ett funn = ett\n   *[other] { $count } funn\n}\n\
              search = Søk\n    .placeholder = KID eller { $what }\n-brand = Utsyn\n";
    let en = "title = Overview\nfound = { $count } found\nsearch =\n    Search\n    \
              .placeholder = KID or { $what }\n-brand = Utsyn\n";
    assert_eq!(findings(nb, en), Vec::<String>::new());
}

#[test]
fn a_key_in_one_language_only_is_found_from_either_side() {
    assert_eq!(
        findings("a = 1\nb = 2\n", "a = 1\nc = 3\n    .title = t\n"),
        [
            "crates/web/locales/nb/portal.ftl:2: b is missing in en",
            "crates/web/locales/en/portal.ftl:2: c is missing in nb",
            "crates/web/locales/en/portal.ftl:3: c.title is missing in nb",
        ]
    );
}

#[test]
fn a_variable_that_one_language_lost_is_found() {
    assert_eq!(
        findings(
            "sum = { $amount } av { $total }\n",
            "sum = { $amount } of $total\n"
        ),
        ["crates/web/locales/nb/portal.ftl:1: sum has no $total in en"]
    );
}

#[test]
fn a_key_written_twice_is_found() {
    assert_eq!(
        findings("a = 1\na = 2\n", "a = 1\n"),
        ["crates/web/locales/nb/portal.ftl:2: a is there twice in nb"]
    );
}

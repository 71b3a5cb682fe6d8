use super::*;

fn found(text: &str) -> usize {
    check(&Tree::sample(&[("docs/a.md", text)])).len()
}

#[test]
fn paths_from_the_root_of_the_repository_are_accepted() {
    assert_eq!(found("see docs/home/page.md and ../home/x"), 0);
    assert_eq!(found("https://example.org/home/ and ${DIR}/root/x"), 0);
    assert_eq!(found("/homepage and /workshop/ and /usr/bin/env"), 0);
}

#[test]
fn a_path_of_one_machine_is_found_wherever_it_begins() {
    for place in PLACES {
        assert_eq!(found(&format!("{place}somebody")), 1, "{place}");
        assert_eq!(found(&format!("x\nlet a = \"{place}x\";")), 1, "{place}");
        assert_eq!(found(&format!("file://{place}x")), 1, "{place}");
    }
}

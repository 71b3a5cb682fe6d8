use super::*;

#[test]
fn norwegian_letters_sort_after_z_in_their_own_order() {
    let mut names = [
        "Øye", "Åse", "Zoll", "Ærlig", "Ås", "aase", "ÖBERG", "Ähtäri",
    ];
    names.sort_by_key(|name| folded(name));
    assert_eq!(
        names,
        [
            "aase", "Zoll", "Ähtäri", "Ærlig", "ÖBERG", "Øye", "Ås", "Åse"
        ]
    );
}

#[test]
fn separators_cannot_be_searched_for() {
    assert_eq!(folded("a\u{1f}b\nc"), "a b c");
}

#[test]
fn prefixes_sort_like_their_texts() {
    let texts = ["", "a", "aa", "abcdefgh", "b", "z", "{", "\u{10ffff}"];
    for pair in texts.windows(2) {
        assert!(
            prefix(pair[0].as_bytes()) < prefix(pair[1].as_bytes()),
            "{pair:?}"
        );
    }
}

fn found(texts: &Texts, needle: &str) -> Vec<usize> {
    let mut rows = Vec::new();
    texts.candidates(0..texts.len(), &[needle], |row, text| {
        if text.contains(needle) {
            rows.push(row);
        }
    });
    rows
}

#[test]
fn rows_are_found_changed_and_found_again() {
    let mut texts = Texts::default();
    for row in 0..1000 {
        texts.push(&format!("n{row}"));
    }
    assert_eq!(found(&texts, "n999"), [999]);
    texts.rewrite(|row| (row == 7).then(|| "n999 too".to_owned()));
    assert_eq!(found(&texts, "n999"), [7, 999]);
    assert_eq!(texts.get(8), "n8");
    assert_eq!(texts.get(7), "n999 too");
}

#[test]
fn a_needle_is_not_found_across_two_rows() {
    let mut texts = Texts::default();
    texts.push("ab");
    texts.push("cd");
    assert_eq!(found(&texts, "bc"), [0_usize; 0]);
}

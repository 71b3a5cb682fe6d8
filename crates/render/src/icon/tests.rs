use std::collections::HashSet;

use super::{Icon, icon};

#[test]
fn every_icon_is_drawn_in_the_colour_of_the_text_and_hidden_from_screen_readers() {
    for one in Icon::ALL {
        let markup = icon(one).into_string();
        assert!(markup.contains(r#"stroke="currentColor""#), "{markup}");
        assert!(
            markup.contains(r#"aria-hidden="true""#) && markup.contains(r#"focusable="false""#)
        );
        assert!(markup.contains(r#"width="16" height="16""#));
        assert!(
            !markup.contains("style=") && !markup.contains('\n'),
            "{markup}"
        );
    }
}

#[test]
fn no_two_icons_share_a_name_or_an_outline() {
    let names: HashSet<_> = Icon::ALL.iter().map(|one| one.name()).collect();
    let paths: HashSet<_> = Icon::ALL.iter().map(|one| one.path()).collect();
    assert_eq!(
        (names.len(), paths.len()),
        (Icon::ALL.len(), Icon::ALL.len())
    );
}

#[test]
fn every_outline_stays_inside_its_field() {
    for one in Icon::ALL {
        let numbers = one
            .path()
            .split(|c: char| !(c.is_ascii_digit() || c == '.'));
        for number in numbers.filter(|number| !number.is_empty()) {
            let value: f64 = number.parse().unwrap();
            assert!((0.0..=15.25).contains(&value), "{}: {value}", one.name());
        }
        assert!(
            !one.path().contains('-'),
            "{}: a coordinate left of the field",
            one.name()
        );
    }
}

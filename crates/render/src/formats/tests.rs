use super::Formats;
use crate::language::Language::{self, Bokmaal, English};

#[test]
fn formats_are_shared_between_threads() {
    fn shareable<T: Send + Sync + 'static>(_: &'static T) {}
    shareable(Formats::of(Bokmaal));
    assert!(std::ptr::eq(Formats::of(English), Formats::of(English)));
}

#[test]
fn the_symbols_are_those_of_the_language() {
    let nb = Formats::of(Bokmaal);
    assert_eq!((nb.group.as_str(), nb.decimal.as_str()), ("\u{a0}", ","));
    let en = Formats::of(English);
    assert_eq!((en.group.as_str(), en.decimal.as_str()), (",", "."));
    for language in Language::ALL {
        assert_eq!(Formats::of(language).language(), language);
    }
}

#[test]
fn month_names_have_the_form_they_take_inside_a_date() {
    assert_eq!(
        Formats::of(Bokmaal).months_short.join(" "),
        "jan. feb. mars apr. mai juni juli aug. sep. okt. nov. des."
    );
    assert_eq!(Formats::of(Bokmaal).months_long[10], "november");
    assert_eq!(
        Formats::of(English).months_short.join(" "),
        "Jan Feb Mar Apr May Jun Jul Aug Sept Oct Nov Dec"
    );
}

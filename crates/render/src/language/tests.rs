use super::Language::{self, Bokmaal, English};

#[test]
fn every_tag_reads_back_as_its_language() {
    for language in Language::ALL {
        assert_eq!(Language::parse(language.tag()), Some(language));
        assert_eq!(language.other().other(), language);
        assert_ne!(language.other(), language);
    }
}

#[test]
fn tags_are_read_as_browsers_send_them() {
    for (tag, expected) in [
        ("nb-NO", Some(Bokmaal)),
        ("no", Some(Bokmaal)),
        (" NB ", Some(Bokmaal)),
        ("nb_NO", Some(Bokmaal)),
        ("en-GB", Some(English)),
        ("EN", Some(English)),
        ("nn", None),
        ("sv", None),
        ("nbx", None),
        ("", None),
        ("-", None),
    ] {
        assert_eq!(Language::parse(tag), expected, "{tag:?}");
    }
}

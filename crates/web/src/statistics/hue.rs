//! One colour a thing, on every page.

use render::chart::Hue;

/// The colour of a word of a vocabulary. Channels that many organisations use
/// have one of their own, ways to pay share that of the channel they go with;
/// all others are grey, because more than a handful of colours say nothing.
pub(crate) fn hue(vocabulary: &str, code: &str) -> Hue {
    let place = match (vocabulary, code) {
        ("channel" | "paid_by", "efaktura") => 0,
        ("channel", "ehf") | ("paid_by", "standing_order") => 1,
        ("channel" | "paid_by", "avtalegiro") => 2,
        ("channel", "email") | ("paid_by", "giro") => 3,
        ("channel", "print") | ("paid_by", "card") => 4,
        ("channel" | "paid_by", "vipps") => 5,
        _ => return Hue::REST,
    };
    Hue::nth(place)
}

/// The place of a word in figures: those with a colour first, in the order of
/// their colours, so that the same thing lies at the same height everywhere.
pub(crate) fn rank(vocabulary: &str, code: &str) -> usize {
    let found = (0..6).find(|place| hue(vocabulary, code) == Hue::nth(*place));
    found.unwrap_or(usize::MAX)
}

//! Which language a visitor gets.

use axum::http::{HeaderMap, header};
use render::Language;

/// The most languages of an `Accept-Language` that are looked at.
const LANGUAGES_MAX: usize = 20;

/// The language for a visitor: what the URL asks for, else what the person
/// has chosen, else what the browser prefers, else what the organisation
/// speaks, else bokmål.
pub(crate) fn choose(
    asked: Option<&str>,
    chosen: Option<&str>,
    headers: &HeaderMap,
    organisation: Option<&str>,
) -> Language {
    let parse = |tag: Option<&str>| tag.and_then(Language::parse);
    parse(asked)
        .or_else(|| parse(chosen))
        .or_else(|| preferred(headers))
        .or_else(|| parse(organisation))
        .unwrap_or_default()
}

/// The first of our languages in the browser's order of preference.
fn preferred(headers: &HeaderMap) -> Option<Language> {
    let accepted = headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()?;
    let weighed = accepted.split(',').take(LANGUAGES_MAX).filter_map(|part| {
        let (tag, weight) = part.split_once(";q=").unwrap_or((part, "1"));
        let language = Language::parse(norwegian(tag.trim()))?;
        let weight: f32 = weight.trim().parse().ok()?;
        (weight > 0.0).then_some((language, weight))
    });
    let best = weighed.reduce(|best, next| if next.1 > best.1 { next } else { best });
    best.map(|(language, _)| language)
}

/// Readers of nynorsk, Danish and Swedish are served better by bokmål than by
/// English only where they say Norwegian; nynorsk is Norwegian.
fn norwegian(tag: &str) -> &str {
    match tag.get(..2) {
        Some(primary) if primary.eq_ignore_ascii_case("nn") => "nb",
        _ => tag,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accepting(languages: &str) -> HeaderMap {
        let value = languages.parse().expect("a header value");
        HeaderMap::from_iter([(header::ACCEPT_LANGUAGE, value)])
    }

    #[test]
    fn bokmål_is_the_default() {
        assert_eq!(
            choose(None, None, &HeaderMap::new(), None),
            Language::Bokmaal
        );
        assert_eq!(
            choose(None, None, &accepting("de, fr;q=0.9"), None),
            Language::Bokmaal
        );
        assert_eq!(
            choose(None, None, &accepting("nn-NO, en;q=0.5"), None),
            Language::Bokmaal
        );
    }

    #[test]
    fn the_browsers_order_decides_where_nobody_has_chosen() {
        assert_eq!(
            choose(None, None, &accepting("en-GB,en;q=0.9,nb;q=0.8"), None),
            Language::English
        );
        assert_eq!(
            choose(None, None, &accepting("en;q=0.3, no"), None),
            Language::Bokmaal
        );
        assert_eq!(
            choose(None, None, &accepting("en;q=0, de"), Some("nb")),
            Language::Bokmaal
        );
    }

    #[test]
    fn a_choice_counts_more_than_the_browser_and_the_url_most() {
        let english = accepting("en");
        assert_eq!(
            choose(None, Some("nb"), &english, Some("en")),
            Language::Bokmaal
        );
        assert_eq!(
            choose(Some("en"), Some("nb"), &english, None),
            Language::English
        );
        assert_eq!(
            choose(Some("klingon"), None, &english, None),
            Language::English
        );
    }
}

//! The two languages of the portal.

/// A language that every page, report and format exists in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Language {
    /// Norwegian bokmål, the default.
    #[default]
    Bokmaal,
    /// English as written in Europe: day before month, 24-hour clock.
    English,
}

impl Language {
    /// Both, in the order in which a language choice shows them.
    pub const ALL: [Self; 2] = [Self::Bokmaal, Self::English];

    /// The BCP 47 tag for `html[lang]`, `hreflang` and stored profiles.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Bokmaal => "nb",
            Self::English => "en",
        }
    }

    /// The language a BCP 47 tag asks for. Region and script are ignored and
    /// `no` (the macrolanguage browsers send) is bokmål; anything else is
    /// `None`, so that the caller decides on the fallback.
    #[must_use]
    pub fn parse(tag: &str) -> Option<Self> {
        let primary = tag.trim().split(['-', '_']).next().unwrap_or_default();
        if primary.eq_ignore_ascii_case("nb") || primary.eq_ignore_ascii_case("no") {
            Some(Self::Bokmaal)
        } else if primary.eq_ignore_ascii_case("en") {
            Some(Self::English)
        } else {
            None
        }
    }

    /// The language a reader of this one can switch to.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Bokmaal => Self::English,
            Self::English => Self::Bokmaal,
        }
    }

    /// The language's name in itself, for the language choice.
    #[must_use]
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::Bokmaal => "Norsk",
            Self::English => "English",
        }
    }

    /// Picks the text of this language out of a pair.
    pub(crate) const fn pick<T: Copy>(self, nb: T, en: T) -> T {
        match self {
            Self::Bokmaal => nb,
            Self::English => en,
        }
    }
}

#[cfg(test)]
mod tests;

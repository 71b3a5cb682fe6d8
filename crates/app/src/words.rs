use render::Language;

/// The portal's words, for what is written without anybody looking at a page:
/// reports and mail. Whoever has them hands them in at wiring.
pub trait Words: Send + Sync {
    /// The text with this key in a language; `None` where there is none.
    fn known(&self, language: Language, key: &str) -> Option<String>;
}

/// No words at all: keys stand for themselves.
pub(crate) struct Codes;

impl Words for Codes {
    fn known(&self, _: Language, _: &str) -> Option<String> {
        None
    }
}

/// The words of one language.
#[derive(Clone, Copy)]
pub(crate) struct Say<'a> {
    pub(crate) words: &'a dyn Words,
    pub(crate) language: Language,
}

impl Say<'_> {
    /// A text; its key where it is missing.
    pub(crate) fn text(&self, key: &str) -> String {
        let known = self.words.known(self.language, key);
        known.unwrap_or_else(|| key.to_owned())
    }

    /// The word of a vocabulary, such as `delivery` and `failed`.
    pub(crate) fn word(&self, vocabulary: &str, code: &str) -> String {
        let known = self
            .words
            .known(self.language, &format!("{vocabulary}-{code}"));
        known.unwrap_or_else(|| code.to_owned())
    }
}

impl crate::documents::Wording for Say<'_> {
    fn column(&self, column: crate::documents::Column) -> String {
        self.word("column", column.code())
    }

    fn word(&self, vocabulary: &str, code: &str) -> String {
        Say::word(self, vocabulary, code)
    }
}

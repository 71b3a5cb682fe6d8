//! The portal's words, from the `.ftl` files of both languages.
//!
//! Which files there are is listed once, in `FILES`. Keys and variables are
//! the same in both languages; a test holds that.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use render::Language;
use std::sync::LazyLock;

macro_rules! files {
    ($($name:literal),+ $(,)?) => {
        /// The texts of a language, file by file.
        pub(crate) const fn sources(language: Language) -> &'static [(&'static str, &'static str)] {
            match language {
                Language::Bokmaal => &[$(($name, include_str!(concat!("../locales/nb/", $name)))),+],
                Language::English => &[$(($name, include_str!(concat!("../locales/en/", $name)))),+],
            }
        }
    };
}

files!(
    "audit.ftl",
    "annotations.ftl",
    "api_keys.ftl",
    "behaviour.ftl",
    "bulks.ftl",
    "channels.ftl",
    "customers.ftl",
    "documents.ftl",
    "document.ftl",
    "errors.ftl",
    "failures.ftl",
    "follow_ups.ftl",
    "health.ftl",
    "holds.ftl",
    "import_tables.ftl",
    "import_undo.ftl",
    "imports.ftl",
    "jobs.ftl",
    "letters.ftl",
    "links.ftl",
    "overview.ftl",
    "palette.ftl",
    "payment_twins.ftl",
    "payments.ftl",
    "prices.ftl",
    "receivables.ftl",
    "recipients.ftl",
    "retention.ftl",
    "picture.ftl",
    "reports.ftl",
    "settings.ftl",
    "shell.ftl",
    "sign_in.ftl",
    "statistics.ftl",
    "views.ftl",
    "webhooks.ftl",
    "words.ftl",
);

type Bundle = FluentBundle<FluentResource>;

static BOKMAAL: LazyLock<Bundle> = LazyLock::new(|| bundle(Language::Bokmaal));
static ENGLISH: LazyLock<Bundle> = LazyLock::new(|| bundle(Language::English));

fn bundle(language: Language) -> Bundle {
    let locale = language.tag().parse().expect("nb and en are language tags");
    let mut bundle = Bundle::new_concurrent(vec![locale]);
    // The marks around variables are for text of unknown direction; they
    // would end up in copied amounts and in tests.
    bundle.set_use_isolating(false);
    for (name, source) in sources(language) {
        let resource = FluentResource::try_new((*source).to_owned())
            .unwrap_or_else(|(_, errors)| panic!("{name} does not parse: {errors:?}"));
        if let Err(errors) = bundle.add_resource(resource) {
            panic!("{name} has a key that is there already: {errors:?}");
        }
    }
    bundle
}

/// The portal's words in one language.
#[derive(Clone, Copy)]
pub(crate) struct Text {
    language: Language,
    bundle: &'static Bundle,
}

impl Text {
    /// The words of a language.
    pub(crate) fn of(language: Language) -> Self {
        let bundle = match language {
            Language::Bokmaal => &*BOKMAAL,
            Language::English => &*ENGLISH,
        };
        Self { language, bundle }
    }

    /// Which language it is.
    pub(crate) const fn language(&self) -> Language {
        self.language
    }

    /// A text without variables.
    pub(crate) fn say(&self, key: &str) -> String {
        self.fill(key, &[])
    }

    /// A text with variables filled in. Numbers decide between singular and
    /// plural; how they are shown is given beside them, already written.
    pub(crate) fn fill(&self, key: &str, values: &[(&str, FluentValue<'_>)]) -> String {
        let args: FluentArgs<'_> = values
            .iter()
            .map(|(name, value)| (*name, value.clone()))
            .collect();
        self.lookup(key, &args).unwrap_or_else(|| missing(key))
    }

    /// The word of a vocabulary, such as `delivery` and `failed`.
    pub(crate) fn word(&self, vocabulary: &str, code: &str) -> String {
        self.known(&format!("{vocabulary}-{code}"))
            .unwrap_or_else(|| code.to_owned())
    }

    /// A text that may not exist.
    pub(crate) fn known(&self, key: &str) -> Option<String> {
        self.lookup(key, &FluentArgs::new())
    }

    fn lookup(&self, key: &str, args: &FluentArgs<'_>) -> Option<String> {
        let pattern = self.bundle.get_message(key)?.value()?;
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(args), &mut errors);
        for error in errors {
            tracing::error!(text.key = key, %error, "a text cannot be filled in");
        }
        Some(text.into_owned())
    }
}

/// Visible, so that a test of any page finds it.
fn missing(key: &str) -> String {
    tracing::error!(text.key = key, "a text is missing");
    format!("⟦{key}⟧")
}

#[cfg(test)]
mod tests;

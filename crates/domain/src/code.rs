//! One macro for the closed vocabularies: a text code for people, URLs, JSON
//! and events, and a small number for columns. Numbers are stored: never
//! renumber, only append.

/// A word that is not in the vocabulary it was looked up in.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("'{word}' is not a {vocabulary}; one of: {known}")]
pub struct UnknownCode {
    /// Which vocabulary was asked, for example `channel`.
    pub vocabulary: &'static str,
    /// The word that was not found.
    pub word: String,
    /// The words that would have been understood, separated by commas.
    pub known: String,
}

macro_rules! vocabulary {
    (
        $(#[$meta:meta])*
        $name:ident, $what:literal {
            $( $(#[$vmeta:meta])* $variant:ident = $number:literal $text:literal, )+
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[repr(u8)]
        pub enum $name {
            $( $(#[$vmeta])* #[serde(rename = $text)] $variant = $number, )+
        }

        impl $name {
            /// Every word of the vocabulary, in the order it is shown to people.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The text code used in URLs, JSON, events and files.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }

            /// The number used in columns. Stored: never renumbered.
            pub const fn number(self) -> u8 {
                self as u8
            }

            /// The word with this stored number, if there is one.
            pub const fn from_number(number: u8) -> Option<Self> {
                match number { $($number => Some(Self::$variant),)+ _ => None }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.code())
            }
        }

        impl std::str::FromStr for $name {
            type Err = crate::UnknownCode;

            fn from_str(word: &str) -> Result<Self, Self::Err> {
                Self::ALL.iter().copied().find(|w| w.code() == word).ok_or_else(|| crate::UnknownCode {
                    vocabulary: $what,
                    word: word.to_owned(),
                    known: Self::ALL.iter().map(|w| w.code()).collect::<Vec<_>>().join(", "),
                })
            }
        }
    };
}

pub(crate) use vocabulary;

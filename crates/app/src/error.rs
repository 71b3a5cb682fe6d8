/// The result of every verb.
pub type Result<T> = std::result::Result<T, Error>;

/// Why a verb could not do what it was asked. Each has a stable code for the
/// doors; absence is not here, it is `Ok(None)`.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// What was asked makes no sense; the person can mend it.
    #[error("{message}")]
    Invalid {
        /// Stable code, `noun.what`.
        code: &'static str,
        /// The field or key it is about; empty where it is about all of it.
        field: String,
        /// What is wrong and what to do, in English.
        message: String,
    },
    /// It clashes with what is there.
    #[error("{message}")]
    Conflict {
        /// Stable code, `noun.what`.
        code: &'static str,
        /// What it clashes with and what to do, in English.
        message: String,
    },
    /// The asker may not do that here.
    #[error("this needs the right '{right}', which you do not have; an administrator can give it")]
    Forbidden {
        /// The right that is missing.
        right: domain::Right,
    },
    /// Not now; nothing was changed, and trying again later may help.
    #[error("{message}")]
    Unavailable {
        /// What is in the way and what to do, in English.
        message: &'static str,
    },
    /// A fault of ours or of the machine. The source is for the log only.
    #[error("something went wrong on our side")]
    Internal(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl Error {
    /// The code of what has changed since it was read.
    pub const CHANGED: &str = "changed";

    /// The disk is full, and nothing was stored.
    pub const FULL: Self = Self::Unavailable {
        message: "the disk is full; nothing was stored. Free some space and try again",
    };

    /// Something that the person who asked can mend.
    pub fn invalid(
        code: &'static str,
        field: impl Into<String>,
        message: impl Into<String>,
    ) -> Self {
        Self::Invalid {
            code,
            field: field.into(),
            message: message.into(),
        }
    }

    /// Something that clashes with what is there.
    pub fn conflict(code: &'static str, message: impl Into<String>) -> Self {
        Self::Conflict {
            code,
            message: message.into(),
        }
    }

    /// A fault of ours or of the machine.
    pub fn internal(source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Internal(source.into())
    }

    /// The stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Invalid { code, .. } | Self::Conflict { code, .. } => code,
            Self::Forbidden { .. } => "forbidden",
            Self::Unavailable { .. } => "unavailable",
            Self::Internal(_) => "internal",
        }
    }
}

impl From<store::Error> for Error {
    fn from(error: store::Error) -> Self {
        match error {
            store::Error::Busy => Self::Unavailable {
                message: "the record is busy; try again in a moment",
            },
            store::Error::Away { what, source } => {
                // Told here, because nobody above can see it any more.
                tracing::warn!(what, %source, "something that is needed does not answer");
                Self::Unavailable {
                    message: "the database or the object store does not answer; \
                              try again in a moment",
                }
            }
            store::Error::Full => Self::FULL,
            store::Error::Stale => Self::conflict(
                Self::CHANGED,
                "it has changed since it was read; read it again and decide anew",
            ),
            store::Error::Conflict { constraint } => {
                Self::conflict("already_exists", format!("already there: {constraint}"))
            }
            other => Self::internal(other),
        }
    }
}

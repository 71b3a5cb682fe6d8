//! Pictures of hostile files, made where they can do no harm.
//!
//! What is in a file decides how long its picture takes and how much memory,
//! and a fault in what draws it may be anybody's to use. So it is drawn in a
//! process of its own: this same program once more, which gives up everything
//! it does not need before it reads the first byte, draws one picture, and
//! ends. Here is what is asked of it and what it answers, and [`Workers`],
//! which starts such processes, keeps one waiting ready, and ends those that
//! take too long. What they do is in the room `press`.
//!
//! Nothing that a file holds is an error here: what cannot be shown is a
//! [`Refusal`] with its reason.

mod pool;
mod wire;

use crate::sheet::Sheet;
use serde::{Deserialize, Serialize};

pub use pool::Workers;
pub use wire::{read_job, write_answer};

/// The hidden verb that makes this program a worker.
pub const VERB: &str = "__render";

/// What draws in this very process, which only the room `press` can. For what
/// is trusted, and for the worker; files from elsewhere go to [`Workers`].
/// Fails where it cannot be shown.
pub type Draw = fn(&Job, Vec<u8>, Want) -> Result<Made, Refusal>;

/// What to draw. The bytes it is drawn from travel beside it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Job {
    /// A PDF file.
    Pdf,
    /// A raster image.
    Image,
    /// Values laid out; the bytes are the file that a PDF carries along.
    Sheet(Box<Sheet>),
}

/// The form that is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Want {
    /// One page as PNG.
    Png {
        /// Which page, from zero.
        page: usize,
        /// How wide, in pixels; less where the page would become too large.
        width_px: u32,
    },
    /// One page of a sheet as SVG, with its letters as outlines.
    Svg {
        /// Which page, from zero.
        page: usize,
    },
    /// All pages of a sheet as PDF/A-3a and PDF/UA-1.
    Pdf,
}

/// A picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// Its media type: `image/png`, `image/svg+xml` or `application/pdf`.
    pub media_type: String,
    /// How many pages the whole has.
    pub pages: usize,
    /// Width of the picture in pixels, in points for SVG; 0 for PDF.
    pub width_px: u32,
    /// Height likewise.
    pub height_px: u32,
    /// The picture itself.
    pub bytes: Vec<u8>,
}

impl Made {
    /// The same, of so many pages.
    #[must_use]
    pub fn of_pages(mut self, pages: usize) -> Self {
        self.pages = pages;
        self
    }
}

/// Why there is no picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{reason}: {detail}")]
pub struct Refusal {
    /// The reason, for those who show it in words.
    pub reason: Reason,
    /// What was found, in English, for whoever looks into it.
    pub detail: String,
}

/// How much of a worker's confinement this machine offers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confinement {
    /// Whether Landlock holds files, network and signals shut.
    pub landlock: bool,
    /// Whether namespaces of its own were allowed.
    pub namespaces: bool,
    /// Whether system calls are filtered.
    pub system_calls: bool,
}

/// The reasons for which there is no picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// It is encrypted.
    Encrypted,
    /// It is broken, or not what it says it is.
    Broken,
    /// It has no such page.
    NoSuchPage,
    /// It is larger than a picture may be.
    TooLarge,
    /// It is of a kind that is not shown.
    Unsupported,
    /// It took longer than any page may take.
    TooSlow,
    /// It asked for more memory than any page may have.
    TooMuchMemory,
    /// What draws it broke on it.
    Crashed,
    /// It made what draws it try something that is not allowed.
    Forbidden,
    /// No picture can be made now; later perhaps.
    Unavailable,
}

impl Reason {
    /// Every reason.
    pub const ALL: [Self; 10] = [
        Self::Encrypted,
        Self::Broken,
        Self::NoSuchPage,
        Self::TooLarge,
        Self::Unsupported,
        Self::TooSlow,
        Self::TooMuchMemory,
        Self::Crashed,
        Self::Forbidden,
        Self::Unavailable,
    ];

    /// The word used in JSON and as the key of texts.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Encrypted => "encrypted",
            Self::Broken => "broken",
            Self::NoSuchPage => "no_such_page",
            Self::TooLarge => "too_large",
            Self::Unsupported => "unsupported",
            Self::TooSlow => "too_slow",
            Self::TooMuchMemory => "too_much_memory",
            Self::Crashed => "crashed",
            Self::Forbidden => "forbidden",
            Self::Unavailable => "unavailable",
        }
    }
}

impl std::fmt::Display for Reason {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code())
    }
}

impl Refusal {
    fn new(reason: Reason, detail: impl Into<String>) -> Self {
        Self {
            reason,
            detail: detail.into(),
        }
    }

    /// It is broken, or not what it says it is.
    pub fn broken(detail: impl Into<String>) -> Self {
        Self::new(Reason::Broken, detail)
    }

    /// It is encrypted.
    #[must_use]
    pub fn encrypted(detail: &str) -> Self {
        Self::new(Reason::Encrypted, detail)
    }

    /// It is larger than a picture may be.
    #[must_use]
    pub fn too_large(detail: String) -> Self {
        Self::new(Reason::TooLarge, detail)
    }

    /// It is of a kind that is not shown.
    pub fn unsupported(detail: &str) -> Self {
        Self::new(Reason::Unsupported, detail)
    }

    /// No picture can be made now.
    pub fn unavailable(detail: impl Into<String>) -> Self {
        Self::new(Reason::Unavailable, detail)
    }

    /// It has no such page, counted from zero.
    #[must_use]
    pub fn no_such_page(page: usize, pages: usize) -> Self {
        let detail = format!("page {} was asked for, there are {pages}", page + 1);
        Self::new(Reason::NoSuchPage, detail)
    }
}

/// How many PNG pictures are thought of: whatever changes how something is
/// drawn changes this, so that no picture of before is shown.
pub const VERSION: u32 = 2;

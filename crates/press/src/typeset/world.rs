//! What typst may see while it lays out one sheet: our templates, the sheet's
//! values, the fonts. No other file, no package, no clock.

use super::fonts::{self, FONTS};
use render::{Sheet, Template};
use serde_json::Value;
use std::sync::LazyLock;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt as _, World};

const PARTS: &str = include_str!("../../templates/parts.typ");
const INVOICE: &str = include_str!("../../templates/invoice.typ");
const LETTER: &str = include_str!("../../templates/letter.typ");
const CARD: &str = include_str!("../../templates/card.typ");
const MESSAGE: &str = include_str!("../../templates/message.typ");
const OUTLINE: &str = include_str!("../../templates/outline.typ");
const PLACEHOLDER: &str = include_str!("../../templates/placeholder.typ");

const REPORT: &str = include_str!("../../templates/report.typ");
const REPORT_CHART: &str = include_str!("../../templates/report_chart.typ");
const CHART: &str = include_str!("../../templates/chart.typ");

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));

/// The templates, read once: they are the same for every sheet.
static SOURCES: LazyLock<Vec<Source>> = LazyLock::new(|| {
    [
        ("parts.typ", PARTS),
        ("invoice.typ", INVOICE),
        ("letter.typ", LETTER),
        ("card.typ", CARD),
        ("message.typ", MESSAGE),
        ("outline.typ", OUTLINE),
        ("placeholder.typ", PLACEHOLDER),
        ("report.typ", REPORT),
        ("report_chart.typ", REPORT_CHART),
        ("chart.typ", CHART),
    ]
    .into_iter()
    .map(|(name, text)| Source::new(file(name), text.to_owned()))
    .collect()
});

static DATA: LazyLock<FileId> = LazyLock::new(|| file("data.json"));
static ATTACHED: LazyLock<FileId> = LazyLock::new(|| file("attached"));

/// One sheet on its way to the pages.
pub(super) struct Desk {
    main: FileId,
    data: Bytes,
    attached: Bytes,
}

impl Desk {
    pub(super) fn new(sheet: &Sheet, payload: Vec<u8>) -> Self {
        let name = match sheet.template() {
            Template::Invoice => "invoice.typ",
            Template::Letter => "letter.typ",
            Template::Card => "card.typ",
            Template::Message => "message.typ",
            Template::Outline => "outline.typ",
            Template::Placeholder => "placeholder.typ",
            Template::Report => "report.typ",
            Template::ReportChart => "report_chart.typ",
        };
        Self {
            main: file(name),
            data: Bytes::new(visible(sheet.data()).to_string().into_bytes()),
            attached: Bytes::new(payload),
        }
    }
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &FONTS.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let found = SOURCES.iter().find(|source| source.id() == id);
        found.cloned().ok_or_else(|| absent(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        match id {
            id if id == *DATA => Ok(self.data.clone()),
            id if id == *ATTACHED => Ok(self.attached.clone()),
            id => Err(absent(id)),
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.all.get(index).cloned()
    }

    /// The same sheet gives the same pages on every day.
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

/// The same values with a box for every letter that no font has.
fn visible(value: &Value) -> Value {
    match value {
        Value::String(text) => Value::String(fonts::visible(text)),
        Value::Array(all) => Value::Array(all.iter().map(visible).collect()),
        Value::Object(fields) => {
            let fields = fields.iter();
            let shown = fields.map(|(name, value)| (name.clone(), visible(value)));
            Value::Object(shown.collect())
        }
        other => other.clone(),
    }
}

fn file(name: &str) -> FileId {
    let path = VirtualPath::new(name).expect("the names above are plain");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

fn absent(id: FileId) -> FileError {
    FileError::NotFound(id.get().vpath().get_with_slash().into())
}

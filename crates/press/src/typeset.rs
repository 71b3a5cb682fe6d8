//! Values laid out on pages by typst, with templates of ours.
//!
//! A [`Sheet`] names a template and holds what stands on it. The values reach
//! the template as data, never as markup, so no text in an invoice can become
//! a command. Fonts are compiled in; a letter that none of them has is shown
//! as an empty box, never dropped.

mod fonts;
mod out;
mod world;

use render::worker::{Made, Refusal, Want};
use render::{Sheet, Template};
use typst::comemo;
use typst::diag::SourceDiagnostic;
use typst_layout::PagedDocument;
use world::Desk;

/// Lays out a sheet and gives what was asked for. Runs in the worker.
///
/// # Errors
/// When there is no such page, or the sheet cannot be laid out.
pub(crate) fn set(sheet: &Sheet, payload: Vec<u8>, want: Want) -> Result<Made, Refusal> {
    // Typst keeps what it computed for the next document, which here is always
    // another one: without this the process grows with every document. Also
    // after a failure, hence a guard; and after the export, which computes too.
    let _forget = Forget;
    let desk = Desk::new(sheet, payload);
    let laid = typst::compile::<PagedDocument>(&desk).output;
    let document = laid.map_err(|errors| Refusal::broken(told(&errors)))?;
    out::export(&document, sheet, want)
}

/// Loads what the first document would otherwise wait for.
pub(crate) fn warm_up() {
    let words = serde_json::json!({"lang": "nb", "title": " ", "author": " ", "why": "Åpnet 1,2"});
    let sheet = Sheet::new(Template::Placeholder, &words);
    let want = Want::Png {
        page: 0,
        width_px: 64,
    };
    // Nothing hangs on it: a real document tells what is wrong.
    let _ = set(&sheet, Vec::new(), want);
}

struct Forget;

impl Drop for Forget {
    fn drop(&mut self) {
        comemo::evict(0);
    }
}

fn told(errors: &[SourceDiagnostic]) -> String {
    let messages: Vec<&str> = errors.iter().map(|error| error.message.as_str()).collect();
    messages.join("; ")
}

#[cfg(test)]
mod tests;

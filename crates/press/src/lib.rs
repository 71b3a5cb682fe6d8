//! The press: sheets laid out on pages, and pages of PDF files and images as
//! pictures.
//!
//! What is drawn and what comes of it is said in `render::worker`; how is here,
//! with typst, hayro and the templates, behind one function, [`draw`]. It runs
//! in workers, which begin in [`serve`] and shut themselves in by [`confine`]
//! before they read a byte, and in this process for what is our own.
//!
//! The room hangs on the program alone: nothing else is built after typst, and
//! nothing else knows of it.
//!
//! To add a template: a file in `templates/`, a `render::Template`, and a line
//! in `typeset/world.rs`. Whatever changes how something looks changes
//! `render::worker::VERSION`.

mod confine;
mod image;
mod pdf;
mod picture;
mod serve;
mod typeset;

pub use confine::{confine, limits};
pub use serve::{VERB_CONFINED, serve};

use render::worker::{Job, Made, Refusal, Want};

/// Draws a picture in this very process, as [`render::worker::Draw`] says.
///
/// # Errors
/// When it cannot be shown.
pub fn draw(job: &Job, payload: Vec<u8>, want: Want) -> Result<Made, Refusal> {
    match job {
        Job::Pdf => pdf::draw(payload, want),
        Job::Image => image::draw(payload, want),
        Job::Sheet(sheet) => typeset::set(sheet, payload, want),
    }
}

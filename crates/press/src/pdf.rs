//! Pages of PDF files as pictures, by hayro. Runs in the worker: what is in a
//! PDF decides how much time and memory it takes.

use crate::picture;
use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{RenderCache, RenderSettings};
use render::worker::{Made, Refusal, Want};

/// Draws one page.
///
/// # Errors
/// When the file is encrypted or no PDF that can be read, or has no such page.
pub(crate) fn draw(bytes: Vec<u8>, want: Want) -> Result<Made, Refusal> {
    let Want::Png { page, width_px } = want else {
        return Err(Refusal::unsupported("a PDF is shown page by page"));
    };
    let pdf = Pdf::new(bytes).map_err(refused)?;
    let pages = pdf.pages();
    let count = pages.len();
    if count == 0 {
        return Err(Refusal::broken("the PDF has no pages"));
    }
    let drawn = pages
        .get(page)
        .ok_or_else(|| Refusal::no_such_page(page, count))?;
    let (width_pt, height_pt) = drawn.render_dimensions();
    let scale = picture::scale(width_pt, height_pt, width_px)?;
    let pixmap = hayro::render(
        drawn,
        &RenderCache::new(),
        &InterpreterSettings::default(),
        &RenderSettings {
            x_scale: whole(width_pt, scale),
            y_scale: whole(height_pt, scale),
            bg_color: WHITE,
            ..RenderSettings::default()
        },
    );
    let (width, height) = (pixmap.width().into(), pixmap.height().into());
    let made = picture::png(width, height, pixmap.data_as_u8_slice())?;
    Ok(made.of_pages(count))
}

/// The scale at which a side becomes a whole number of pixels: what draws cuts
/// off a part of one.
fn whole(side_pt: f32, scale: f32) -> f32 {
    const JUST_ABOVE_PX: f32 = 0.01;
    ((side_pt * scale).round().max(1.0) + JUST_ABOVE_PX) / side_pt
}

fn refused(error: LoadPdfError) -> Refusal {
    match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => {
            Refusal::encrypted("the PDF asks for a password")
        }
        LoadPdfError::Decryption(_) => {
            Refusal::encrypted("the PDF is encrypted in a way that is not read")
        }
        LoadPdfError::Invalid => Refusal::broken("the PDF cannot be read"),
    }
}

#[cfg(test)]
mod tests;

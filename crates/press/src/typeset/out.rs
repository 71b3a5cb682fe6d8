//! Laid-out pages as pictures and as PDF.

use crate::picture;
use render::Sheet;
use render::worker::{Made, Refusal, Want};
use typst::foundations::{Datetime, Smart};
use typst::utils::Scalar;
use typst_layout::{Page, PagedDocument};
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};
use typst_render::RenderOptions;
use typst_svg::SvgOptions;

/// What is asked for of a laid-out document.
pub(super) fn export(document: &PagedDocument, sheet: &Sheet, want: Want) -> Result<Made, Refusal> {
    match want {
        Want::Png { page, width_px } => png(document, page, width_px),
        Want::Svg { page } => svg(document, page),
        Want::Pdf => pdf(document, sheet),
    }
}

fn png(document: &PagedDocument, number: usize, width_px: u32) -> Result<Made, Refusal> {
    let page = page(document, number)?;
    let (width_pt, height_pt) = size(page);
    let scale = picture::scale(width_pt, height_pt, width_px)?;
    let options = RenderOptions {
        pixel_per_pt: Scalar::new(f64::from(scale)),
        render_bleed: false,
    };
    let pixmap = typst_render::render(page, &options);
    let (width, height) = (pixmap.width(), pixmap.height());
    // Pages have a white or tinted ground, so every pixel is opaque and the
    // premultiplied colours are the colours.
    let made = picture::png(width, height, pixmap.data())?;
    Ok(made.of_pages(document.pages().len()))
}

fn svg(document: &PagedDocument, number: usize) -> Result<Made, Refusal> {
    let page = page(document, number)?;
    let options = SvgOptions {
        render_bleed: false,
        pretty: false,
    };
    let (width_pt, height_pt) = size(page);
    Ok(Made {
        media_type: "image/svg+xml".to_owned(),
        pages: document.pages().len(),
        width_px: width_pt.round() as u32,
        height_px: height_pt.round() as u32,
        bytes: typst_svg::svg(page, &options).into_bytes(),
    })
}

/// An archival PDF that screen readers can follow: PDF/A-3a, which may carry
/// files, and PDF/UA-1.
fn pdf(document: &PagedDocument, sheet: &Sheet) -> Result<Made, Refusal> {
    let standards = PdfStandards::new(&[PdfStandard::A_3a, PdfStandard::Ua_1])
        .map_err(|error| Refusal::broken(error.message().to_string()))?;
    let options = PdfOptions {
        ident: Smart::Auto,
        creator: Smart::Custom(Some("Utsyn".to_owned())),
        timestamp: timestamp(sheet.made_at_s()),
        standards,
        ..PdfOptions::default()
    };
    let bytes = typst_pdf::pdf(document, &options)
        .map_err(|errors| Refusal::broken(super::told(&errors)))?;
    Ok(Made {
        media_type: "application/pdf".to_owned(),
        pages: document.pages().len(),
        width_px: 0,
        height_px: 0,
        bytes,
    })
}

fn timestamp(seconds: i64) -> Option<Timestamp> {
    let at = jiff::Timestamp::from_second(seconds).ok()?;
    let at = jiff::tz::TimeZone::UTC.to_datetime(at);
    let part = |value: i8| value.unsigned_abs();
    let datetime = Datetime::from_ymd_hms(
        at.year().into(),
        part(at.month()),
        part(at.day()),
        part(at.hour()),
        part(at.minute()),
        part(at.second()),
    )?;
    Some(Timestamp::new_utc(datetime))
}

fn page(document: &PagedDocument, number: usize) -> Result<&Page, Refusal> {
    let pages = document.pages();
    pages
        .get(number)
        .ok_or_else(|| Refusal::no_such_page(number, pages.len()))
}

fn size(page: &Page) -> (f32, f32) {
    let size = page.frame.size();
    (size.x.to_pt() as f32, size.y.to_pt() as f32)
}

//! What every picture has to keep to, whatever it is made of: how large it
//! may become, and how it is written.

use render::worker::{Made, Refusal};

/// Most pixels of one picture. A4 at 600 dpi has 35 million; who looks at a
/// page needs a tenth of it, and four bytes a pixel must fit in the worker.
pub(crate) const PIXELS_MAX: u64 = 32_000_000;

/// Longest side of a picture; what draws PDF pages counts in 16 bits.
const SIDE_PX_MAX: f32 = 16_384.0;

/// Smallest side of a page in points that is drawn; PDF allows 3.
const SIDE_PT_MIN: f32 = 0.5;

/// Pixels per point so that a page becomes so many pixels wide, or less where
/// it would become larger than a picture may be.
///
/// # Errors
/// When the page has no size that could be drawn.
pub(crate) fn scale(width_pt: f32, height_pt: f32, width_px: u32) -> Result<f32, Refusal> {
    let is_size = |side: f32| side.is_finite() && side >= SIDE_PT_MIN;
    if !is_size(width_pt) || !is_size(height_pt) {
        let what = format!("the page is {width_pt} by {height_pt} points");
        return Err(Refusal::too_large(what));
    }
    let wanted = width_px.max(1) as f32 / width_pt;
    let by_side = SIDE_PX_MAX / width_pt.max(height_pt);
    let by_area = (PIXELS_MAX as f32 / width_pt / height_pt).sqrt();
    let scale = wanted.min(by_side).min(by_area);
    // A strip that is a thousand times longer than wide would become thinner
    // than a pixel.
    if width_pt.min(height_pt) * scale < 1.0 {
        let what = format!("the page is {width_pt} by {height_pt} points, too narrow to draw");
        return Err(Refusal::too_large(what));
    }
    Ok(scale)
}

/// Opaque pixels of four bytes as PNG. The transparency is left out: a page
/// has none, and the file is smaller.
pub(crate) fn png(width: u32, height: u32, rgba: &[u8]) -> Result<Made, Refusal> {
    let rgb: Vec<u8> = rgba
        .chunks_exact(4)
        .flat_map(|pixel| [pixel[0], pixel[1], pixel[2]])
        .collect();
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    // Pages are flat: the fast setting is a tenth of the time for a fifth more
    // bytes.
    encoder.set_compression(png::Compression::Fast);
    let written = encoder
        .write_header()
        .and_then(|mut writer| writer.write_image_data(&rgb));
    written.map_err(|error| Refusal::broken(error.to_string()))?;
    Ok(Made {
        media_type: "image/png".to_owned(),
        pages: 1,
        width_px: width,
        height_px: height,
        bytes,
    })
}

#[cfg(test)]
mod tests;

//! Raster images as pictures: PNG, JPEG, GIF and WebP, whatever they claim to
//! be. Nothing else is ever shown as an image; SVG can hold script.

use crate::picture;
use image::imageops::FilterType;
use image::{DynamicImage, ImageReader, Limits, Rgba, RgbaImage};
use render::worker::{Made, Refusal, Want};
use std::io::Cursor;

/// Most bytes that decoding may ask for at once, within what the worker has.
const DECODED_BYTES_MAX: u64 = 256 << 20;

/// Whether these first bytes are those of an image that can be shown.
fn is_image(first_bytes: &[u8]) -> bool {
    image::guess_format(first_bytes).is_ok_and(|format| format.reading_enabled())
}

/// Draws an image no wider than asked for; a small one is not blown up.
///
/// # Errors
/// When it cannot be read or is larger than a picture may be.
pub(crate) fn draw(bytes: Vec<u8>, want: Want) -> Result<Made, Refusal> {
    let Want::Png { page, width_px } = want else {
        return Err(Refusal::unsupported("an image is shown as an image"));
    };
    if page > 0 {
        return Err(Refusal::no_such_page(page, 1));
    }
    if !is_image(&bytes) {
        return Err(Refusal::unsupported("it is neither a PDF nor an image"));
    }
    let image = decode(bytes)?;
    let width_px = width_px.min(image.width());
    let scale = picture::scale(image.width() as f32, image.height() as f32, width_px)?;
    let side = |pixels: u32| ((pixels as f32 * scale).round() as u32).max(1);
    let (width, height) = (side(image.width()), side(image.height()));
    let image = match (width, height) == (image.width(), image.height()) {
        true => image,
        false => image.resize_exact(width, height, FilterType::CatmullRom),
    };
    picture::png(width, height, on_white(&image).as_raw())
}

fn decode(bytes: Vec<u8>) -> Result<DynamicImage, Refusal> {
    let broken = |error: image::ImageError| Refusal::broken(error.to_string());
    let mut reader = ImageReader::new(Cursor::new(bytes))
        .with_guessed_format()
        .map_err(|error| Refusal::broken(error.to_string()))?;
    let mut limits = Limits::default();
    limits.max_alloc = Some(DECODED_BYTES_MAX);
    reader.limits(limits);
    let decoder = reader.into_decoder().map_err(broken)?;
    let (width, height) = image::ImageDecoder::dimensions(&decoder);
    if u64::from(width) * u64::from(height) > picture::PIXELS_MAX {
        let what = format!("the image has {width} by {height} pixels");
        return Err(Refusal::too_large(what));
    }
    DynamicImage::from_decoder(decoder).map_err(broken)
}

/// What is behind an image is white, as on the page around it.
fn on_white(image: &DynamicImage) -> RgbaImage {
    let mut ground = RgbaImage::from_pixel(image.width(), image.height(), Rgba([255; 4]));
    image::imageops::overlay(&mut ground, &image.to_rgba8(), 0, 0);
    ground
}

#[cfg(test)]
mod tests;

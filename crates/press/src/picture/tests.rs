use super::{PIXELS_MAX, png, scale};
use render::worker::Reason;

#[test]
fn a_page_becomes_as_wide_as_asked_for() {
    let scale = scale(595.0, 842.0, 1240).unwrap();
    assert_eq!((595.0 * scale).round(), 1240.0);
}

#[test]
fn no_page_becomes_larger_than_a_picture_may_be() {
    for (width, height) in [
        (595.0, 842.0),
        (20_000.0, 20_000.0),
        (14_400.0, 1.0),
        (1.0, 14_400.0),
        (200_000.0, 100_000.0),
    ] {
        let Ok(scale) = scale(width, height, u32::MAX) else {
            continue;
        };
        let (width, height) = (width * scale, height * scale);
        assert!(width <= 16_384.5 && height <= 16_384.5, "{width} {height}");
        assert!(f64::from(width) * f64::from(height) <= PIXELS_MAX as f64 * 1.001);
    }
}

#[test]
fn a_page_without_a_size_is_refused() {
    for (width, height) in [
        (0.0, 10.0),
        (10.0, -1.0),
        (f32::NAN, 10.0),
        (f32::INFINITY, 10.0),
        (1_000_000.0, 0.6),
    ] {
        let refusal = scale(width, height, 1240).unwrap_err();
        assert_eq!(refusal.reason, Reason::TooLarge, "{width} {height}");
    }
}

#[test]
fn a_picture_is_written_without_transparency() {
    let made = png(2, 1, &[1, 2, 3, 255, 4, 5, 6, 255]).unwrap();
    let mut reader = png::Decoder::new(std::io::Cursor::new(&made.bytes))
        .read_info()
        .unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    reader.next_frame(&mut pixels).unwrap();
    assert_eq!(pixels, [1, 2, 3, 4, 5, 6]);
}

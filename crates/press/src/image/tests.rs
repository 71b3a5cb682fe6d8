use super::{draw, is_image};
use crate::picture;
use render::worker::{Reason, Want};

fn png(width: u32, height: u32) -> Vec<u8> {
    let pixels = vec![200; (width * height * 4) as usize];
    picture::png(width, height, &pixels).unwrap().bytes
}

fn want(width_px: u32) -> Want {
    Want::Png { page: 0, width_px }
}

#[test]
fn an_image_is_made_smaller_and_never_larger() {
    let size = |width_px| {
        let made = draw(png(40, 20), want(width_px)).unwrap();
        (made.width_px, made.height_px)
    };
    assert_eq!(size(20), (20, 10));
    assert_eq!(size(400), (40, 20));
}

#[test]
fn only_raster_images_are_images() {
    assert!(is_image(&png(1, 1)));
    assert!(is_image(b"GIF89a"));
    assert!(is_image(b"\xff\xd8\xff\xe0"));
    for other in [
        &b"<svg xmlns='http://www.w3.org/2000/svg'/>"[..],
        b"%PDF-1.7",
        b"BM",
        b"",
    ] {
        assert!(!is_image(other), "{other:?}");
    }
}

#[test]
fn an_image_that_claims_to_be_huge_is_refused_before_it_is_decoded() {
    let mut bytes = png(1, 1);
    // Width and height stand at a fixed place in the header of a PNG, and the
    // checksum of the header behind them.
    bytes[16..20].copy_from_slice(&60_000_u32.to_be_bytes());
    bytes[20..24].copy_from_slice(&60_000_u32.to_be_bytes());
    let reason = draw(bytes, want(100)).unwrap_err().reason;
    assert!(
        matches!(reason, Reason::TooLarge | Reason::Broken),
        "{reason}"
    );
}

#[test]
fn an_image_has_one_page() {
    let second = Want::Png {
        page: 1,
        width_px: 10,
    };
    assert_eq!(
        draw(png(1, 1), second).unwrap_err().reason,
        Reason::NoSuchPage
    );
}

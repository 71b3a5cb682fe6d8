use super::draw;
use render::Language;
use render::card::placeholder;
use render::worker::{Job, Reason, Want};

fn one_page() -> Vec<u8> {
    let sheet = placeholder(Language::English, "Title", "Why");
    let job = Job::Sheet(Box::new(sheet));
    crate::draw(&job, Vec::new(), Want::Pdf).unwrap().bytes
}

fn png(page: usize, width_px: u32) -> Want {
    Want::Png { page, width_px }
}

#[test]
fn a_page_is_drawn_at_the_width_that_is_asked_for() {
    let made = draw(one_page(), png(0, 300)).unwrap();
    assert_eq!((made.pages, made.width_px, made.height_px), (1, 300, 424));
    assert!(made.bytes.starts_with(b"\x89PNG"));
}

#[test]
fn what_is_no_pdf_is_broken_and_a_page_too_far_is_not_there() {
    let refused = |bytes: Vec<u8>, want| draw(bytes, want).unwrap_err().reason;
    assert_eq!(refused(Vec::new(), png(0, 10)), Reason::Broken);
    assert_eq!(refused(vec![0; 4_096], png(0, 10)), Reason::Broken);
    assert_eq!(refused(one_page(), png(1, 10)), Reason::NoSuchPage);
    assert_eq!(refused(one_page(), Want::Pdf), Reason::Unsupported);
}

#[test]
fn a_pdf_cut_off_anywhere_never_panics() {
    let whole = one_page();
    for part in 1..40 {
        let cut = whole[..whole.len() * part / 40].to_vec();
        // A picture or a reason: either will do.
        let _ = draw(cut, png(0, 40));
    }
}

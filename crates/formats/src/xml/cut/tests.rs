use super::*;
use base64::engine::general_purpose::STANDARD;

/// Bytes that compress badly, and are the same every time.
fn bytes(count: usize) -> Vec<u8> {
    let mut state = 0x9e37_79b9_u32;
    let next = std::iter::repeat_with(move || {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        state.to_le_bytes()[0]
    });
    next.take(count).collect()
}

fn cut(xml: &str) -> Cut {
    read(&mut xml.as_bytes(), u64::MAX).unwrap().unwrap()
}

#[test]
fn a_long_file_leaves_its_size_and_hash_behind() {
    let file = bytes(300_001);
    let mut written = STANDARD.encode(&file);
    // Senders break lines.
    for at in (0..written.len())
        .step_by(76)
        .collect::<Vec<_>>()
        .into_iter()
        .rev()
    {
        written.insert(at, '\n');
    }
    let cut = cut(&format!("<a><b n='x'>{written}</b><c>kort</c></a>"));
    assert_eq!(cut.bytes, b"<a><b n='x'>cut:0</b><c>kort</c></a>");
    let found = cut.runs.marked("cut:0").unwrap();
    assert_eq!(found, Some((300_001, ContentHash::of(&file))));
    assert_eq!(cut.runs.marked("cut:1"), None);
    assert_eq!(cut.runs.marked("kort"), None);
}

#[test]
fn what_is_short_or_no_base64_stays() {
    let words = "Ord med tegn. ".repeat(20_000);
    let short = STANDARD.encode(bytes(1_000));
    let xml = format!("<a><b>{words}</b><c>{short}</c><!-- > --></a>");
    let cut = cut(&xml);
    assert_eq!(cut.bytes, xml.as_bytes());
    assert!(cut.runs.0.is_empty());
}

#[test]
fn a_long_run_that_is_broken_says_so() {
    let good = STANDARD.encode(bytes(300_000));
    for wrong in [format!("{good}!{good}"), format!("{good}=={good}")] {
        let cut = cut(&format!("<a>{wrong}</a>"));
        assert_eq!(cut.bytes, b"<a>cut:0</a>");
        assert_eq!(cut.runs.marked("cut:0"), Some(None));
    }
}

#[test]
fn more_than_may_come_is_told() {
    assert!(read(&mut &b"<a></a>"[..], 6).unwrap().is_none());
    assert!(read(&mut &b"<a></a>"[..], 7).unwrap().is_some());
}

use super::{each, workers};
use render::worker::{Job, Reason, Want};
use serde_json::Value;
use std::path::{Path, PathBuf};
use testkit::{corpus, skip};

/// Of the pages that are not blank, so many at least are not blank with us.
const NONBLANK_SHARE_MIN: f64 = 0.97;

/// What an independent renderer found in a file.
struct Known {
    path: String,
    pages: u64,
    is_nonblank: bool,
    is_encrypted: bool,
    is_readable: bool,
}

fn known(root: &Path) -> Vec<Known> {
    let lines = std::fs::read_to_string(root.join("expected/pdf_oracle.jsonl"))
        .expect("the expectations are readable");
    let one = |line: &str| {
        let value: Value = serde_json::from_str(line).expect("a line of JSON");
        Known {
            path: value["path"].as_str().unwrap_or_default().to_owned(),
            pages: value["pages"].as_u64().unwrap_or_default(),
            is_nonblank: value["nonblank"] == true,
            is_encrypted: !value["password"].is_null(),
            is_readable: value["pdfium_error"].is_null(),
        }
    };
    lines.lines().map(one).collect()
}

/// Whether any pixel is not white.
fn is_nonblank(png: &[u8]) -> bool {
    let decoder = png::Decoder::new(std::io::Cursor::new(png));
    let mut reader = decoder.read_info().expect("a PNG");
    let size = reader.output_buffer_size().expect("a size that fits");
    let mut pixels = vec![0; size];
    reader.next_frame(&mut pixels).expect("a whole PNG");
    pixels.iter().any(|value| *value < 250)
}

#[test]
fn every_pdf_gives_a_picture_or_a_reason() {
    let Some(root) = corpus("") else {
        return skip(
            "every_pdf_gives_a_picture_or_a_reason",
            "there is no corpus",
        );
    };
    let known = known(&root);
    assert!(known.len() > 400, "{}", known.len());
    let workers = workers();
    let want = Want::Png {
        page: 0,
        width_px: 600,
    };
    let drawn = each(&known, |it| {
        let bytes = std::fs::read(root.join(&it.path)).expect("a file of the corpus");
        (it, workers.draw(&Job::Pdf, bytes, want))
    });
    let mut blank = Vec::new();
    let mut other_count = Vec::new();
    let mut reasons: Vec<(Reason, String)> = Vec::new();
    for (it, made) in &drawn {
        match made {
            Ok(made) if it.is_readable && made.pages as u64 != it.pages => {
                other_count.push(format!("{}: {} for {}", it.path, made.pages, it.pages));
            }
            Ok(made) if it.is_nonblank && !is_nonblank(&made.bytes) => blank.push(it.path.clone()),
            Ok(_) => {}
            Err(why) => {
                reasons.push((why.reason, format!("{}: {why}", it.path)));
                if it.is_nonblank && !it.is_encrypted {
                    blank.push(format!("{}: {why}", it.path));
                }
            }
        }
    }
    // Nothing brings a worker down that has to be told as a fault of ours.
    let is_fault = |reason: &Reason| matches!(reason, Reason::Unavailable | Reason::Forbidden);
    let faults: Vec<_> = reasons.iter().filter(|(it, _)| is_fault(it)).collect();
    assert!(faults.is_empty(), "{faults:#?}");
    let nonblank = known
        .iter()
        .filter(|it| it.is_nonblank && !it.is_encrypted)
        .count();
    let share = 1.0 - blank.len() as f64 / nonblank as f64;
    eprintln!(
        "{} files, {} not drawn; {:.1} % of {nonblank} not blank; other page counts: {other_count:#?}; blank or not drawn: {blank:#?}",
        known.len(),
        reasons.len(),
        share * 100.0
    );
    assert!(share >= NONBLANK_SHARE_MIN, "{share}");
    assert!(other_count.len() <= known.len() / 100, "{other_count:#?}");
}

#[test]
fn a_pdf_with_a_password_says_so() {
    let Some(root) = corpus("") else {
        return skip("a_pdf_with_a_password_says_so", "there is no corpus");
    };
    let locked: Vec<PathBuf> = known(&root)
        .into_iter()
        .filter(|it| it.is_encrypted && !it.is_readable)
        .map(|it| root.join(it.path))
        .collect();
    assert!(!locked.is_empty());
    let want = Want::Png {
        page: 0,
        width_px: 100,
    };
    let workers = workers();
    for path in locked {
        let bytes = std::fs::read(&path).expect("a file of the corpus");
        let refusal = workers.draw(&Job::Pdf, bytes, want);
        let reason = refusal.map(|_| ()).map_err(|why| why.reason);
        assert_eq!(reason, Err(Reason::Encrypted), "{}", path.display());
    }
}

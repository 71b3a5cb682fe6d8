//! What a worker is for: pictures, and reasons.

use render::Language;
use render::card::placeholder;
use render::worker::{Job, Reason, Want, Workers};
use std::time::Duration;

pub(crate) const TESTS: &[crate::Test] = &[
    (
        "a_worker_draws_what_this_process_would_draw",
        draws_the_same,
    ),
    ("a_worker_says_behind_which_walls_it_drew", says_its_walls),
    ("a_file_that_is_broken_is_told_so", tells_what_is_broken),
    ("a_worker_that_takes_too_long_is_ended", ends_what_is_slow),
    ("a_program_that_is_no_worker_is_told_so", tells_of_no_worker),
    ("one_bad_file_does_not_stop_the_next", goes_on),
];

const PNG: Want = Want::Png {
    page: 0,
    width_px: 200,
};

fn sheet() -> Job {
    let sheet = placeholder(Language::English, "Title", "Why åøæ");
    Job::Sheet(Box::new(sheet))
}

fn workers() -> Result<Workers, String> {
    let program = std::env::current_exe().map_err(|error| error.to_string())?;
    // How busy this machine is, is not what is tried.
    Ok(Workers::new(program).patient_for(Duration::from_secs(120)))
}

fn same<T: PartialEq + std::fmt::Debug>(found: T, expected: T) -> Result<(), String> {
    match found == expected {
        true => Ok(()),
        false => Err(format!("found {found:?}, expected {expected:?}")),
    }
}

fn draws_the_same() -> Result<(), String> {
    let workers = workers()?;
    workers.make_ready();
    let here = press::draw(&sheet(), Vec::new(), PNG);
    for _ in 0..3 {
        let there = workers.draw(&sheet(), Vec::new(), PNG);
        if there != here || there.is_err() {
            let size = |made: &Result<render::worker::Made, _>| {
                made.as_ref().map(|it| it.bytes.len()).map_err(Clone::clone)
            };
            return Err(format!("{:?} there, {:?} here", size(&there), size(&here)));
        }
    }
    Ok(())
}

fn says_its_walls() -> Result<(), String> {
    let walls = workers()?
        .examine(&sheet())
        .map_err(|why| why.to_string())?;
    crate::say(&format!("  {walls:?}"));
    same(walls.system_calls, true)
}

fn tells_what_is_broken() -> Result<(), String> {
    let workers = workers()?;
    for (job, bytes, reason) in [
        (Job::Pdf, &b"%PDF-1.7 and nothing more"[..], Reason::Broken),
        (Job::Image, b"\x89PNG\r\n\x1a\nnothing", Reason::Broken),
        (Job::Image, b"<svg onload='alert(1)'/>", Reason::Unsupported),
    ] {
        let told = workers.draw(&job, bytes.to_vec(), PNG);
        same(told.map_err(|why| why.reason).map(|_| ()), Err(reason))?;
    }
    let beyond = Want::Png {
        page: 7,
        width_px: 200,
    };
    let told = workers.draw(&sheet(), Vec::new(), beyond);
    same(
        told.map_err(|why| why.reason).map(|_| ()),
        Err(Reason::NoSuchPage),
    )
}

fn ends_what_is_slow() -> Result<(), String> {
    let workers = workers()?.patient_for(Duration::from_millis(1));
    let told = workers.draw(&sheet(), Vec::new(), PNG);
    same(
        told.map_err(|why| why.reason).map(|_| ()),
        Err(Reason::TooSlow),
    )
}

fn tells_of_no_worker() -> Result<(), String> {
    let absent = Workers::new("/nonexistent/utsyn".into());
    let told = absent.draw(&sheet(), Vec::new(), PNG);
    same(
        told.map_err(|why| why.reason).map(|_| ()),
        Err(Reason::Unavailable),
    )?;
    let other = Workers::new("/bin/true".into());
    let told = other.draw(&sheet(), Vec::new(), PNG);
    same(
        told.map_err(|why| why.reason).map(|_| ()),
        Err(Reason::Crashed),
    )
}

fn goes_on() -> Result<(), String> {
    let workers = workers()?;
    let broken = workers.draw(&Job::Pdf, vec![0; 1 << 20], PNG);
    same(broken.is_err(), true)?;
    same(workers.draw(&sheet(), Vec::new(), PNG).is_ok(), true)
}

//! The life of a worker: give up everything, read one job, draw, answer, end.

use crate::{confine, draw, typeset};
use render::worker::{self, Confinement, VERB};
use std::io;
use std::os::unix::process::CommandExt as _;
use std::process::{Command, ExitCode};

/// The verb of a worker once its limits are set.
pub const VERB_CONFINED: &str = "__render-confined";

/// Exit code of a worker that could not shut itself in, and so did nothing.
const NOT_CONFINED: u8 = 70;

/// Becomes a worker if the arguments say so, and does not return before its
/// one job is done; `None` where the program is to go its usual way. Must be
/// called first thing in `main`, before there are threads.
pub fn serve(arguments: &[String]) -> Option<ExitCode> {
    match arguments.get(1).map(String::as_str) {
        Some(VERB) => Some(limit()),
        Some(VERB_CONFINED) => Some(work()),
        _ => None,
    }
}

/// Sets the limits and begins again under them: only what starts under a limit
/// of memory keeps to it, allocator included.
fn limit() -> ExitCode {
    if confine::limits().is_err() {
        return ExitCode::from(NOT_CONFINED);
    }
    let Ok(program) = std::env::current_exe() else {
        return ExitCode::from(NOT_CONFINED);
    };
    // Returns only where it failed.
    let _error = Command::new(program).arg(VERB_CONFINED).exec();
    ExitCode::from(NOT_CONFINED)
}

fn work() -> ExitCode {
    // One thread is all that this process will ever have. It joins the pool
    // that typst asks for, so that none has to be started.
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(1)
        .use_current_thread();
    if pool.build_global().is_err() {
        return ExitCode::from(NOT_CONFINED);
    }
    typeset::warm_up();
    let Ok(walls) = confine::confine() else {
        return ExitCode::from(NOT_CONFINED);
    };
    match answer(walls) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

fn answer(walls: Confinement) -> io::Result<()> {
    let (job, want, payload) = worker::read_job(io::stdin().lock())?;
    let drawn = draw(&job, payload, want);
    worker::write_answer(io::stdout().lock(), walls, &drawn)
}

//! Pictures of real files that other people wrote, drawn by the built binary
//! in its workers.

mod command;
mod layouts;
mod pdfs;

use render::worker::Workers;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

/// Workers of the built binary.
fn workers() -> Workers {
    // How fast this machine is, and what else it does, is not what is tried.
    let patience = Duration::from_secs(120);
    Workers::new(env!("CARGO_BIN_EXE_utsyn").into()).patient_for(patience)
}

/// Does something with each, as many at a time as there may be workers, and
/// gathers what comes of it.
fn each<'a, T: Sync, U: Send>(all: &'a [T], work: impl Fn(&'a T) -> U + Sync) -> Vec<U> {
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..Workers::AT_A_TIME {
            scope.spawn(|| {
                while let Some(it) = all.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let came = work(it);
                    done.lock().expect("no thread panicked").push(came);
                }
            });
        }
    });
    done.into_inner().expect("no thread panicked")
}

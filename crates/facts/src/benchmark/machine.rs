//! What the machine does, and how long something takes on it.

use rayon::prelude::*;
use std::hint::black_box;
use std::time::{Duration, Instant};

/// Numbers that are read to measure the memory: half a GiB, far more than
/// any cache holds of it.
const NUMBERS: usize = 1 << 26;
/// Numbers that one core adds up in one go.
const PART: usize = 1 << 16;
/// How often they are read.
const ROUNDS: usize = 7;

/// How many bytes a second all cores together read from memory, at best.
pub(super) fn bandwidth() -> f64 {
    let numbers: Vec<u64> = (0..NUMBERS as u64).collect();
    let sum = |part: &[u64]| part.iter().fold(0_u64, |sum, n| sum.wrapping_add(*n));
    let round = || -> u64 {
        let parts = numbers.par_chunks(PART).map(sum);
        parts.reduce(|| 0, u64::wrapping_add)
    };
    let times = timed(ROUNDS, round);
    size_of_val(numbers.as_slice()) as f64 / times[0].as_secs_f64()
}

/// How long each of so many rounds took, the shortest first.
pub(super) fn timed<T>(rounds: usize, mut work: impl FnMut() -> T) -> Vec<Duration> {
    let mut times: Vec<Duration> = (0..rounds)
        .map(|_| {
            let began = Instant::now();
            black_box(work());
            began.elapsed()
        })
        .collect();
    times.sort_unstable();
    times
}

/// Processor time that all threads of this process have had, where the
/// operating system tells (Linux). On a busy machine it says what a question
/// costs; the clock on the wall says how busy the machine was.
pub(super) fn processor_time() -> Option<Duration> {
    let threads = std::fs::read_dir("/proc/self/task").ok()?;
    let nanoseconds = |thread: std::fs::DirEntry| -> Option<u64> {
        let told = std::fs::read_to_string(thread.path().join("schedstat")).ok()?;
        told.split(' ').next()?.parse().ok()
    };
    let each = threads.filter_map(|thread| nanoseconds(thread.ok()?));
    Some(Duration::from_nanos(each.sum()))
}

//! The parent's side: starts workers, feeds them, and ends them.

use super::wire::{self, ANSWER_BYTES_MAX, PAYLOAD_BYTES_MAX};
use super::{Confinement, Job, Made, Reason, Refusal, VERB, Want};
use rustix::process::{Pid, Signal, kill_process_group};
use std::io::{Read as _, Write as _};
use std::os::unix::process::{CommandExt as _, ExitStatusExt as _};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

/// How long a picture may take, waiting for memory and the other processes of
/// the machine included.
pub(super) const WALL_TIME_MAX: Duration = Duration::from_secs(15);

/// Workers at a time: pictures must not take the machine from the pages.
const AT_A_TIME: usize = 2;

/// Makes pictures in processes of their own. Shared by all threads.
#[derive(Debug)]
pub struct Workers {
    program: PathBuf,
    /// A worker that has given up everything and waits for a job: what it
    /// costs to start one is spent before somebody waits for a picture.
    spare: Arc<Mutex<Option<Waiting>>>,
    wall_time: Duration,
}

/// A picture, and behind which walls it was drawn.
type Answer = (Confinement, Result<Made, Refusal>);

#[derive(Debug)]
struct Waiting(Child);

/// Nobody gave it work: it is told so by the end of its input.
impl Drop for Waiting {
    fn drop(&mut self) {
        end(&mut self.0);
    }
}

impl Workers {
    /// So many workers may run at a time. The callers hold to it: they know
    /// how to wait without a thread.
    pub const AT_A_TIME: usize = AT_A_TIME;

    /// Workers are this program, started once more; its `main` begins with
    /// `press::serve`.
    #[must_use]
    pub fn new(program: PathBuf) -> Self {
        Self {
            program,
            spare: Arc::default(),
            wall_time: WALL_TIME_MAX,
        }
    }

    /// The same with less patience, for tests.
    #[must_use]
    pub fn patient_for(self, wall_time: Duration) -> Self {
        Self { wall_time, ..self }
    }

    /// Starts the worker that waits for the first job.
    pub fn make_ready(&self) {
        prepare(&self.program, &self.spare);
    }

    /// Draws a picture. Blocks until it is there, or until it is clear that it
    /// will not be.
    ///
    /// # Errors
    /// When it cannot be shown.
    pub fn draw(&self, job: &Job, payload: Vec<u8>, want: Want) -> Result<Made, Refusal> {
        let (_, made) = self.work(job, payload, want)?;
        made
    }

    /// Draws a picture and says behind which walls it was drawn.
    ///
    /// # Errors
    /// When no picture can be made.
    pub fn examine(&self, job: &Job) -> Result<Confinement, Refusal> {
        let want = Want::Png {
            page: 0,
            width_px: 100,
        };
        let (walls, made) = self.work(job, Vec::new(), want)?;
        made.map(|_| walls)
    }

    fn work(&self, job: &Job, payload: Vec<u8>, want: Want) -> Result<Answer, Refusal> {
        if payload.len() as u64 > PAYLOAD_BYTES_MAX {
            let what = format!("the file has {} bytes", payload.len());
            return Err(Refusal::too_large(what));
        }
        let head = wire::head(job, want);
        let spare = self.slot().take();
        let worker = match spare {
            Some(worker) => worker,
            None => start(&self.program)?,
        };
        let answer = run(worker, head, payload, self.wall_time);
        let (program, spare) = (self.program.clone(), Arc::clone(&self.spare));
        thread::spawn(move || prepare(&program, &spare));
        answer
    }

    fn slot(&self) -> std::sync::MutexGuard<'_, Option<Waiting>> {
        self.spare.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn prepare(program: &PathBuf, spare: &Mutex<Option<Waiting>>) {
    let mut slot = spare.lock().unwrap_or_else(PoisonError::into_inner);
    if slot.is_none() {
        // Where none can be started now, the next job tells why.
        *slot = start(program).ok();
    }
}

fn start(program: &PathBuf) -> Result<Waiting, Refusal> {
    let child = Command::new(program)
        .arg(VERB)
        // Nothing of what this process was told is told on.
        .env_clear()
        .current_dir("/")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        // A group of its own, so that whatever it may have become ends with it.
        .process_group(0)
        .spawn();
    let failed = |error: std::io::Error| Refusal::unavailable(format!("no worker: {error}"));
    child.map(Waiting).map_err(failed)
}

/// Feeds a worker, waits for its answer, and ends it.
fn run(
    mut worker: Waiting,
    head: Vec<u8>,
    payload: Vec<u8>,
    wall_time: Duration,
) -> Result<Answer, Refusal> {
    let child = &mut worker.0;
    let (Some(input), Some(mut output)) = (child.stdin.take(), child.stdout.take()) else {
        return Err(Refusal::unavailable("a worker without pipes"));
    };
    // A worker need not read all it is given, nor end its answer: feeding and
    // hearing have a thread each, and this one looks at the clock.
    thread::spawn(move || feed(input, &head, &payload));
    let (tell, told) = mpsc::channel();
    thread::spawn(move || {
        let mut answer = Vec::new();
        let heard = output
            .by_ref()
            .take(ANSWER_BYTES_MAX)
            .read_to_end(&mut answer);
        // Whoever asked may have given up.
        let _ = tell.send(heard.map(|_| answer));
    });
    let answer = match told.recv_timeout(wall_time) {
        Ok(Ok(answer)) => answer,
        Ok(Err(error)) => return Err(Refusal::unavailable(error.to_string())),
        Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
            let what = format!("it took longer than {} s", wall_time.as_secs_f32());
            return Err(Refusal::new(Reason::TooSlow, what));
        }
    };
    let status = end(child);
    match wire::read_answer(&answer) {
        Some(answer) if status.is_some_and(|status| status.success()) => Ok(answer),
        _ => Err(fate(status)),
    }
}

/// The worker reads to the end of its input, so the pipe is closed after it.
fn feed(mut input: ChildStdin, head: &[u8], payload: &[u8]) {
    // A worker that ended early says why by how it ended.
    let _ = input
        .write_all(head)
        .and_then(|()| input.write_all(payload));
}

/// Ends a worker and everything in its group, if it has not ended by itself.
fn end(child: &mut Child) -> Option<ExitStatus> {
    drop(child.stdin.take());
    if let Ok(Some(status)) = child.try_wait() {
        return Some(status);
    }
    // Its answer is complete or will not be: a moment is enough to end alone.
    for _ in 0..ROUNDS_TO_END {
        thread::sleep(ROUND);
        if let Ok(Some(status)) = child.try_wait() {
            return Some(status);
        }
    }
    let group = i32::try_from(child.id()).ok().and_then(Pid::from_raw);
    if let Some(group) = group {
        let _ = kill_process_group(group, Signal::KILL);
    }
    child.wait().ok()
}

/// How long a worker whose output is closed may take to end.
const ROUND: Duration = Duration::from_millis(1);
const ROUNDS_TO_END: usize = 50;

/// What the way a worker ended says about what it was given.
fn fate(status: Option<ExitStatus>) -> Refusal {
    let signal = status.and_then(|status| status.signal());
    let (reason, what) = match signal.and_then(Signal::from_named_raw) {
        Some(Signal::XCPU) => (Reason::TooSlow, "it took more computing than is allowed"),
        Some(Signal::SYS) => (Reason::Forbidden, "it led to a forbidden system call"),
        Some(Signal::ABORT | Signal::SEGV | Signal::BUS) => {
            (Reason::TooMuchMemory, "it took more memory than is allowed")
        }
        Some(Signal::KILL) => (Reason::TooSlow, "it was ended from outside"),
        _ => (Reason::Crashed, "what draws it broke"),
    };
    let ended = status.map_or_else(|| "unknown".to_owned(), |status| status.to_string());
    Refusal::new(reason, format!("{what} ({ended})"))
}

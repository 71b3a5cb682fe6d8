//! A line between a client and a server that misbehaves on command.

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

/// What the line does to what passes over it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// Nothing.
    None,
    /// It takes calls and hangs up.
    Away,
    /// It breaks after so many bytes of an answer.
    CutAnswersAfter(usize),
    /// It passes a question on, and hangs up instead of answering.
    LoseAnswers,
    /// It changes one byte of what is uploaded, at every `MARKER` it sees.
    ChangeUploads,
}

/// In what is uploaded, the place that is changed.
pub(crate) const MARKER: &[u8] = b"MARKER";

/// The line.
pub(crate) struct Line {
    pub(crate) address: SocketAddr,
    trouble: Arc<Mutex<(Trouble, usize)>>,
    calls: Arc<AtomicUsize>,
}

impl Line {
    /// A line that passes everything on.
    pub(crate) fn to(server: SocketAddr) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let line = Self {
            address: listener.local_addr().unwrap(),
            trouble: Arc::new(Mutex::new((Trouble::None, 0))),
            calls: Arc::default(),
        };
        let (trouble, calls) = (Arc::clone(&line.trouble), Arc::clone(&line.calls));
        std::thread::spawn(move || {
            for client in listener.incoming().flatten() {
                calls.fetch_add(1, Ordering::Relaxed);
                let trouble = next(&trouble);
                std::thread::spawn(move || pass(client, server, trouble));
            }
        });
        line
    }

    /// Makes trouble on so many further calls.
    pub(crate) fn trouble(&self, trouble: Trouble, calls: usize) {
        *self.trouble.lock().unwrap() = (trouble, calls);
    }

    /// How many calls there were.
    pub(crate) fn calls(&self) -> usize {
        self.calls.load(Ordering::Relaxed)
    }
}

fn next(trouble: &Mutex<(Trouble, usize)>) -> Trouble {
    let mut trouble = trouble.lock().unwrap();
    match &mut *trouble {
        (_, 0) => Trouble::None,
        (kind, left) => {
            *left -= 1;
            *kind
        }
    }
}

fn pass(client: TcpStream, server: SocketAddr, trouble: Trouble) {
    if trouble == Trouble::Away {
        return;
    }
    let Ok(server) = TcpStream::connect(server) else {
        return;
    };
    let (up, down) = (client.try_clone().unwrap(), server.try_clone().unwrap());
    let upload = std::thread::spawn(move || copy(up, down, None, trouble));
    let bytes_max = match trouble {
        Trouble::CutAnswersAfter(bytes) => Some(bytes),
        Trouble::LoseAnswers => Some(0),
        _ => None,
    };
    copy(server, client, bytes_max, Trouble::None);
    let _ = upload.join();
}

fn copy(mut from: TcpStream, mut to: TcpStream, bytes_max: Option<usize>, trouble: Trouble) {
    let (mut buffer, mut passed) = ([0; 16 * 1024], 0);
    while let Ok(read @ 1..) = from.read(&mut buffer) {
        let left = bytes_max.map_or(read, |max| max - passed);
        let part = &mut buffer[..read.min(left)];
        if trouble == Trouble::ChangeUploads
            && let Some(at) = part.windows(MARKER.len()).position(|w| w == MARKER)
        {
            part[at] = b'X';
        }
        passed += part.len();
        if to.write_all(part).is_err() || bytes_max == Some(passed) {
            break;
        }
    }
    let _ = to.shutdown(Shutdown::Both);
    let _ = from.shutdown(Shutdown::Both);
}

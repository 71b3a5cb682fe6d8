//! The way to the server, which can be cut at a chosen word.

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

/// Bytes that are passed on at once.
const PIECE: usize = 64 * 1024;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Cut {
    /// The word is kept back.
    Before,
    /// The word is passed on, and nothing comes back.
    After,
}

#[derive(Default)]
struct Plan {
    cut: Option<(Cut, &'static str)>,
    has_cut: bool,
}

/// A port that passes everything on to another, until it is told to cut.
pub(crate) struct Way {
    port: u16,
    plan: Arc<Mutex<Plan>>,
}

impl Way {
    pub(crate) fn to(server: u16) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let plan = Arc::<Mutex<Plan>>::default();
        let kept = Arc::clone(&plan);
        // It ends with the test's process.
        std::thread::spawn(move || {
            for client in listener.incoming() {
                let client = client.unwrap();
                let Ok(server) = TcpStream::connect(("127.0.0.1", server)) else {
                    continue;
                };
                pass(client, server, &kept);
            }
        });
        Self { port, plan }
    }

    pub(crate) const fn port(&self) -> u16 {
        self.port
    }

    /// The next time this word is said, it arrives and the answer does not.
    pub(crate) fn cut_after(&self, word: &'static str) {
        self.plan.lock().unwrap().cut = Some((Cut::After, word));
    }

    /// The next time this word is said, it does not arrive.
    pub(crate) fn cut_before(&self, word: &'static str) {
        self.plan.lock().unwrap().cut = Some((Cut::Before, word));
    }

    /// Whether it was cut since it was last told to.
    pub(crate) fn has_cut(&self) -> bool {
        std::mem::take(&mut self.plan.lock().unwrap().has_cut)
    }
}

fn pass(client: TcpStream, server: TcpStream, plan: &Arc<Mutex<Plan>>) {
    let (from, to) = (client.try_clone().unwrap(), server.try_clone().unwrap());
    let plan = Arc::clone(plan);
    let mute = Arc::new(Mutex::new(false));
    let is_mute = Arc::clone(&mute);
    std::thread::spawn(move || forth(from, to, &plan, &mute));
    std::thread::spawn(move || back(server, client, &is_mute));
}

/// From the client to the server, with an ear for the word.
fn forth(mut client: TcpStream, mut server: TcpStream, plan: &Mutex<Plan>, mute: &Mutex<bool>) {
    let mut piece = vec![0; PIECE];
    while let Ok(length @ 1..) = client.read(&mut piece) {
        let said = &piece[..length];
        let cut = plan.lock().unwrap().cut.filter(|(_, word)| {
            said.windows(word.len())
                .any(|window| window == word.as_bytes())
        });
        if let Some((cut, _)) = cut {
            let mut plan = plan.lock().unwrap();
            plan.cut = None;
            plan.has_cut = true;
            *mute.lock().unwrap() = true;
            if cut == Cut::After {
                server.write_all(said).unwrap();
                // The server answers once it is done; only then is it cut.
                server.shutdown(Shutdown::Write).unwrap();
            } else {
                let _ = client.shutdown(Shutdown::Both);
                let _ = server.shutdown(Shutdown::Both);
            }
            return;
        }
        if server.write_all(said).is_err() {
            break;
        }
    }
    let _ = server.shutdown(Shutdown::Both);
}

/// From the server to the client, unless the way was cut: then its answer is
/// waited for and thrown away.
fn back(mut server: TcpStream, mut client: TcpStream, mute: &Mutex<bool>) {
    let mut piece = vec![0; PIECE];
    while let Ok(length @ 1..) = server.read(&mut piece) {
        if *mute.lock().unwrap() {
            continue;
        }
        if client.write_all(&piece[..length]).is_err() {
            break;
        }
    }
    let _ = client.shutdown(Shutdown::Both);
}

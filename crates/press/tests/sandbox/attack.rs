//! What a worker that was taken over could try.

use press::{confine, limits};
use rustix::process::{Pid, Resource, Rlimit, Signal, getppid, kill_process, setrlimit};
use rustix::thread::UnshareFlags;
use std::fs;
use std::hint::black_box;
use std::io::{self, Read as _, Write as _};
use std::net::{TcpListener, TcpStream, UdpSocket};
use std::os::unix::net::UnixStream;
use std::os::unix::process::CommandExt as _;
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

/// What it says when it got what it wanted.
const SUCCEEDED: &str = "succeeded";
/// The hidden verb that makes this program an attacker.
const VERB: &str = "__attack";
/// When the parent of a worker ends it, whatever it does: on a busy machine
/// that is sooner than its computing time is over.
const WALL_TIME: Duration = Duration::from_secs(15);

type Attack = (&'static str, fn() -> io::Result<()>);

pub(crate) const TESTS: &[crate::Test] = &[
    ("every_attack_is_refused_or_ended", every_attack_is_refused),
    (
        "an_attack_that_is_allowed_would_be_seen",
        unconfined_attacks_succeed,
    ),
];

const ATTACKS: &[Attack] = &[
    ("open a file", || fs::read("/etc/passwd").map(drop)),
    ("list a directory", || fs::read_dir("/").map(drop)),
    ("look at a file", || fs::metadata("/etc/passwd").map(drop)),
    ("make a file", || fs::write("/tmp/utsyn-attack", "x")),
    ("make a directory", || fs::create_dir("/tmp/utsyn-attack-d")),
    ("remove a file", || {
        let removed = fs::remove_file("/tmp/utsyn-attack-nothing");
        refused_only(removed)
    }),
    ("rename a file", || {
        refused_only(fs::rename("/tmp/utsyn-a", "/tmp/utsyn-b"))
    }),
    ("link to a file", || {
        std::os::unix::fs::symlink("/etc/passwd", "/tmp/utsyn-attack-l")
    }),
    ("read a link", || fs::read_link("/proc/self/exe").map(drop)),
    ("change the directory", || std::env::set_current_dir("/tmp")),
    ("connect to a port", || {
        let connected = TcpStream::connect("127.0.0.1:9");
        refused_only(connected.map(drop))
    }),
    ("listen on a port", || {
        TcpListener::bind("127.0.0.1:0").map(drop)
    }),
    ("send a datagram", || {
        UdpSocket::bind("127.0.0.1:0").map(drop)
    }),
    ("connect to a socket", || {
        refused_only(UnixStream::connect("/tmp/utsyn-socket").map(drop))
    }),
    ("start a program", || {
        Command::new("/bin/true").spawn().map(drop)
    }),
    ("become a program", || Err(Command::new("/bin/true").exec())),
    ("fork without end", || {
        for _ in 0..1_000 {
            Command::new("/bin/sleep").arg("60").spawn()?;
        }
        Ok(())
    }),
    ("start a thread", || {
        std::thread::Builder::new().spawn(|| ()).map(drop)
    }),
    ("signal the parent", || match getppid() {
        Some(parent) => Ok(kill_process(parent, Signal::TERM)?),
        None => Err(io::Error::other("no parent to be seen")),
    }),
    ("signal everybody", || match Pid::from_raw(1) {
        Some(first) => Ok(kill_process(first, Signal::CONT)?),
        None => Err(io::Error::other("no first process")),
    }),
    ("read the parent's memory", || parents_file("mem")),
    ("read the parent's environment", || parents_file("environ")),
    ("read the parent's descriptors", || parents_file("fd/0")),
    ("raise a limit", || {
        let more = Rlimit {
            current: Some(4 << 30),
            maximum: Some(4 << 30),
        };
        Ok(setrlimit(Resource::As, more)?)
    }),
    ("leave again", || leave(UnshareFlags::NEWNET)),
    ("push ahead of others", || {
        Ok(rustix::process::setpriority_process(None, -10)?)
    }),
    ("take four gigabytes at once", || {
        let taken = vec![1_u8; 4 << 30];
        black_box(&taken);
        Ok(())
    }),
    ("take memory bit by bit", || {
        let mut taken: Vec<Vec<u8>> = Vec::new();
        for _ in 0..4_096 {
            taken.push(vec![1; 1 << 20]);
        }
        black_box(&taken);
        Ok(())
    }),
    ("write a gigabyte", || {
        let block = vec![b'x'; 1 << 20];
        for _ in 0..1_024 {
            io::stdout().write_all(&block)?;
        }
        Ok(())
    }),
    ("compute without end", || {
        let mut number = 0_u64;
        loop {
            number = black_box(number.wrapping_mul(31).wrapping_add(7));
        }
    }),
    ("recurse without end", || {
        black_box(deeper(0));
        Ok(())
    }),
];

/// How deep recursion goes: more than any stack holds.
const LEVELS: u64 = 100_000_000;

fn deeper(level: u64) -> u64 {
    let room = black_box([level; 64]);
    match level {
        LEVELS => room[0],
        _ => deeper(level + 1).wrapping_add(room[63]),
    }
}

fn parents_file(name: &str) -> io::Result<()> {
    let parent = getppid().ok_or_else(|| io::Error::other("no parent to be seen"))?;
    let path = format!("/proc/{}/{name}", parent.as_raw_nonzero());
    let mut file = fs::File::open(path)?;
    let _ = file.read(&mut [0; 16]);
    Ok(())
}

#[expect(deprecated, reason = "the attacker takes what it can get")]
fn leave(what: UnshareFlags) -> io::Result<()> {
    Ok(rustix::thread::unshare(what)?)
}

/// That something is not there, or nobody listens, shows that it was looked
/// for: that is what must not happen.
fn refused_only(done: io::Result<()>) -> io::Result<()> {
    match done {
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => Err(error),
        _ => Ok(()),
    }
}

/// Becomes an attacker if the arguments say so.
pub(crate) fn serve(arguments: &[String]) -> Option<ExitCode> {
    let [_, verb, number, walls] = arguments else {
        return None;
    };
    if verb != VERB {
        return None;
    }
    let (_, attack) = ATTACKS.get(number.parse::<usize>().ok()?)?;
    if walls == "yes" && (limits().is_err() || confine().is_err()) {
        return Some(ExitCode::from(70));
    }
    if attack().is_ok() {
        let _ = io::stdout().write_all(SUCCEEDED.as_bytes());
    }
    Some(ExitCode::SUCCESS)
}

/// What an attacker said last, and how it ended.
fn attacked(number: usize, walls: &str) -> Result<(String, String), String> {
    let program = std::env::current_exe().map_err(|error| error.to_string())?;
    let mut child = Command::new(program)
        .args([VERB, &number.to_string(), walls])
        .env_clear()
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .process_group(0)
        .spawn()
        .map_err(|error| error.to_string())?;
    let output = child.stdout.take().ok_or("no output")?;
    // As the parent of a worker does: no more than an answer may have.
    let heard = std::thread::spawn(move || {
        let mut said = Vec::new();
        let heard = output.take(64 << 20).read_to_end(&mut said);
        heard.map(|_| said)
    });
    let began = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().map_err(|error| error.to_string())? {
            break status;
        }
        if began.elapsed() > WALL_TIME {
            child.kill().map_err(|error| error.to_string())?;
        }
        std::thread::sleep(Duration::from_millis(2));
    };
    let said = heard.join().map_err(|_| "hearing broke")?;
    let said = said.map_err(|error| error.to_string())?;
    let tail = &said[said.len().saturating_sub(SUCCEEDED.len())..];
    Ok((
        String::from_utf8_lossy(tail).into_owned(),
        status.to_string(),
    ))
}

fn every_attack_is_refused() -> Result<(), String> {
    let mut wrong = Vec::new();
    for (number, (name, _)) in ATTACKS.iter().enumerate() {
        let (said, ended) = attacked(number, "yes")?;
        crate::say(&format!("  {name}: {ended}"));
        if said == SUCCEEDED || ended.contains("exit status: 70") {
            wrong.push(format!("{name}: {said} ({ended})"));
        }
    }
    match wrong.is_empty() {
        true => Ok(()),
        false => Err(wrong.join("\n")),
    }
}

/// Without walls the harmless ones among them succeed, so a wall that is gone
/// would be noticed.
fn unconfined_attacks_succeed() -> Result<(), String> {
    for name in [
        "open a file",
        "start a thread",
        "send a datagram",
        "read a link",
    ] {
        let number = ATTACKS.iter().position(|(known, _)| *known == name);
        let (said, ended) = attacked(number.ok_or("an unknown attack")?, "no")?;
        if said != SUCCEEDED {
            return Err(format!("{name} did not succeed without walls ({ended})"));
        }
    }
    Ok(())
}

//! What a worker gives up: memory, time, files, network, other processes.
//!
//! Unsafe code is forbidden in this project, so nothing can run between fork
//! and exec. The worker does it to itself instead, before it reads anything:
//! until then it is the program as we wrote it.

mod filter;

use landlock::{
    ABI, Access as _, AccessFs, AccessNet, BitFlags, CompatLevel, Compatible as _, Ruleset,
    RulesetAttr as _, RulesetStatus, Scope,
};
use render::worker::Confinement;
use rustix::process::{Resource, Rlimit, setrlimit};
use rustix::thread::{UnshareFlags, set_no_new_privs};
use std::io;

/// Memory that one picture may have: 32 million pixels of four bytes, twice,
/// with room for the program itself. A hard limit and not a watcher: one
/// allocation of gigabytes is over before a watcher looks.
const MEMORY_BYTES_MAX: u64 = 512 << 20;
/// Seconds of computing that one picture may take.
const CPU_S_MAX: u64 = 10;
/// Bytes that could be written to a file, if there were one.
const FILE_BYTES_MAX: u64 = 32 << 20;
/// Descriptors: the two pipes and room to spare.
const DESCRIPTORS_MAX: u64 = 16;

/// The newest rules of Landlock that we know; older kernels apply what they
/// have of them.
const LANDLOCK: ABI = ABI::V6;

/// Sets the hard limits of this process and whatever it becomes.
///
/// # Errors
/// When the system refuses one.
pub fn limits() -> io::Result<()> {
    set_no_new_privs(true)?;
    for (resource, limit) in [
        (Resource::As, MEMORY_BYTES_MAX),
        (Resource::Cpu, CPU_S_MAX),
        (Resource::Fsize, FILE_BYTES_MAX),
        (Resource::Nofile, DESCRIPTORS_MAX),
        (Resource::Nproc, 0),
        (Resource::Core, 0),
    ] {
        // Where both are the same the process is killed without a word; one
        // second later it has heard why.
        let grace = u64::from(resource == Resource::Cpu);
        let limit = Rlimit {
            current: Some(limit),
            maximum: Some(limit + grace),
        };
        setrlimit(resource, limit)?;
    }
    Ok(())
}

/// Shuts this process in. Nothing but reading, writing and memory is left, and
/// every other call to the system ends it.
///
/// # Errors
/// When the filter of system calls cannot be set: without it nothing is read.
/// Landlock and namespaces are further walls that not every kernel has.
pub fn confine() -> io::Result<Confinement> {
    let namespaces = leave_namespaces();
    let landlock = shut_files();
    filter::apply()?;
    Ok(Confinement {
        landlock,
        namespaces,
        system_calls: true,
    })
}

/// Namespaces of its own, in which there is no network and no other process.
#[expect(
    deprecated,
    reason = "the successor is unsafe because of file descriptors shared between threads; here is one thread, and the flag for them is not among ours"
)]
fn leave_namespaces() -> bool {
    let apart = UnshareFlags::NEWNET
        | UnshareFlags::NEWNS
        | UnshareFlags::NEWPID
        | UnshareFlags::NEWIPC
        | UnshareFlags::NEWUTS;
    // Who is not root may leave the others only along with that of users.
    rustix::thread::unshare(UnshareFlags::NEWUSER | apart).is_ok()
        || rustix::thread::unshare(apart).is_ok()
}

/// No file may be opened, no port, and no signal sent outside.
fn shut_files() -> bool {
    let restricted = || {
        let files: BitFlags<AccessFs> = AccessFs::from_all(LANDLOCK);
        Ruleset::default()
            .set_compatibility(CompatLevel::BestEffort)
            .handle_access(files)?
            .handle_access(AccessNet::from_all(LANDLOCK))?
            .scope(Scope::from_all(LANDLOCK))?
            .create()?
            .restrict_self()
    };
    let restricted: Result<_, landlock::RulesetError> = restricted();
    restricted.is_ok_and(|status| status.ruleset != RulesetStatus::NotEnforced)
}

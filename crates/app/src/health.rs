//! Whether the work goes on: what waits, what was given up, when the last
//! backup was made, and how full the disk is.

use crate::audit::{self, Act};
use crate::{App, Ctx, Result, organisations};
use domain::Right;
use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use std::path::Path;

pub use store::port::{Backup, Check, Database, Queue, Queued};

/// How long something that is due may wait before it is called late. Most is
/// done within seconds, the longest report within minutes.
const LATE_AFTER: SignedDuration = SignedDuration::from_mins(15);
/// How old the last backup may be: that of every night, missed once.
const BACKUP_AGE_MAX: SignedDuration = SignedDuration::from_hours(48);
/// Bytes of the disk that are kept free: an import that is under way is then
/// brought to its end.
const DISK_RESERVE: u64 = 1024 * 1024 * 1024;
/// Bytes of a megabyte, as disks are sold.
const MEGABYTE: u64 = 1_000_000;
/// The version of this program.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// How the work of an organisation goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Health {
    /// When this was looked at.
    pub at: Timestamp,
    /// Its queues.
    pub queued: Queued,
    /// When a file last came.
    pub last_import_at: Option<Timestamp>,
    /// The newest backup that was noted.
    pub backup: Option<Backup>,
}

/// What somebody should look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Concern {
    /// Things in a queue were given up.
    GivenUp {
        /// The queue.
        queue: &'static str,
        /// How many.
        count: u64,
    },
    /// Things in a queue should have been done by now.
    Late {
        /// The queue.
        queue: &'static str,
        /// Since when the oldest waits.
        since: Timestamp,
    },
    /// No backup was ever noted.
    NoBackup,
    /// The last backup is more than two days old.
    OldBackup {
        /// When it was made.
        made_at: Timestamp,
    },
    /// Less of the disk is free than is kept in reserve.
    DiskLow,
}

impl Health {
    /// The queues by name, in the order in which work goes through them.
    pub const fn queues(&self) -> [(&'static str, Queue); 4] {
        [
            ("uploads", self.queued.uploads),
            ("jobs", self.queued.jobs),
            ("letters", self.queued.letters),
            ("webhooks", self.queued.webhooks),
        ]
    }

    /// Whether something in a queue should have been done by now.
    pub fn is_late(&self, queue: Queue) -> bool {
        let age = |since| self.at.duration_since(since);
        queue.due_since.is_some_and(|since| age(since) > LATE_AFTER)
    }

    /// What somebody should look at: what was given up, what is late, how it
    /// stands with the backup, and the disk of an installation that is theirs
    /// to see.
    pub fn concerns(&self, installation: Option<&Installation>) -> Vec<Concern> {
        let queues = self.queues().into_iter();
        let given_up = queues.clone().filter(|(_, stands)| stands.given_up > 0);
        let given_up = given_up.map(|(queue, stands)| Concern::GivenUp {
            queue,
            count: stands.given_up,
        });
        let late = queues.filter(|(_, stands)| self.is_late(*stands));
        let late = late.filter_map(|(queue, stands)| {
            let since = stands.due_since?;
            Some(Concern::Late { queue, since })
        });
        let backup = match self.backup.as_ref().map(|backup| backup.made_at) {
            None => Some(Concern::NoBackup),
            Some(made_at) => {
                let is_old = self.at.duration_since(made_at) > BACKUP_AGE_MAX;
                is_old.then_some(Concern::OldBackup { made_at })
            }
        };
        let disk = installation.and_then(|installation| installation.disk);
        let disk = disk.filter(Disk::is_low).map(|_| Concern::DiskLow);
        given_up.chain(late).chain(backup).chain(disk).collect()
    }
}

/// How the work of an organisation goes.
pub async fn look(app: &App, ctx: &Ctx) -> Result<Health> {
    ctx.require(Right::Operate)?;
    let organisation = ctx.organisation;
    let last = app.store.list_imports(organisation, None, 1).await?;
    Ok(Health {
        at: ctx.now,
        queued: app.store.queued(organisation, ctx.now).await?,
        last_import_at: last.first().map(|import| import.received_at),
        backup: app.store.lookup_backup(organisation).await?,
    })
}

/// Notes a backup that is whole, wherever it lies. One that is older than what
/// is noted changes nothing; answers whether it was noted.
pub async fn note_backup(app: &App, ctx: &Ctx, backup: Backup) -> Result<bool> {
    ctx.require(Right::Operate)?;
    let content = json!({ "place": backup.place, "rows": backup.rows });
    Ok(audit::telling_with(app, ctx, Act::BACKUP_MADE, "", content)
        .note_backup(ctx.organisation, backup)
        .await?)
}

/// The installation that all organisations share, as this node sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Installation {
    /// The version of the program.
    pub version: &'static str,
    /// The database.
    pub database: Database,
    /// The disk of the data directory; `None` where it cannot be asked.
    pub disk: Option<Disk>,
}

/// A disk, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Disk {
    /// All of it.
    pub total: u64,
    /// What is free for this program.
    pub free: u64,
}

impl Disk {
    /// The disk that holds a path, or will: its next directory that is there.
    fn holding(path: &Path) -> Option<Self> {
        let there = path.ancestors().find(|path| path.exists())?;
        let found = rustix::fs::statvfs(there).ok()?;
        Some(Self {
            total: found.f_blocks.saturating_mul(found.f_frsize),
            free: found.f_bavail.saturating_mul(found.f_frsize),
        })
    }

    /// Whether less is free than is kept in reserve.
    pub const fn is_low(&self) -> bool {
        self.free < DISK_RESERVE
    }
}

/// The installation, for those whose matter it is: who runs it for others
/// (`is_platform`), and whoever looks after an organisation that has it alone.
pub async fn installation(app: &App, ctx: &Ctx, is_platform: bool) -> Result<Option<Installation>> {
    ctx.require(Right::Operate)?;
    if !is_platform && organisations::list_across_tenants(app).await?.len() > 1 {
        return Ok(None);
    }
    Ok(Some(look_at_installation(app).await?))
}

/// The same for somebody who runs it.
pub(crate) async fn look_at_installation(app: &App) -> Result<Installation> {
    Ok(Installation {
        version: VERSION,
        database: app.store.database().await?,
        disk: Disk::holding(app.spool().directory()),
    })
}

/// Looks whether the disk has its reserve.
pub fn examine(app: &App) -> Check {
    let disk = Disk::holding(app.spool().directory());
    let (is_ok, detail) = match disk {
        None => (true, "the disk cannot be asked how full it is".to_owned()),
        Some(disk) => {
            let (free, total) = (disk.free / MEGABYTE, disk.total / MEGABYTE);
            let advice = match disk.is_low() {
                true => "; make room, or files cannot be taken in soon",
                false => "",
            };
            (
                !disk.is_low(),
                format!("{free} of {total} MB are free{advice}"),
            )
        }
    };
    Check {
        name: "disk.reserve",
        is_ok,
        detail,
    }
}

#[cfg(test)]
mod tests;

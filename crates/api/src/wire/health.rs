use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

/// How the work of an organisation goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct HealthDetails {
    /// When this was looked at.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// What somebody should look at; empty where all is well.
    pub concerns: Vec<Concern>,
    /// What waits to be done.
    pub queues: Vec<Queue>,
    /// Events that wait for their document.
    pub waiting_events: u64,
    /// When a file last came.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub last_import_at: Option<Timestamp>,
    /// The newest backup that is known of.
    pub last_backup: Option<Backup>,
    /// The installation, where it is this organisation's alone.
    pub installation: Option<Installation>,
}

/// Something that somebody should look at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Concern {
    /// `given_up`, `late`, `no_backup`, `old_backup` or `disk_low`. Open.
    #[schema(example = "given_up")]
    pub code: &'static str,
    /// The queue that it is about, if it is about one.
    pub queue: Option<&'static str>,
    /// How many were given up.
    pub count: Option<u64>,
    /// Since when the oldest waits, or of when the backup is.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub since: Option<Timestamp>,
}

/// How it stands in a queue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Queue {
    /// `uploads`, `jobs`, `letters` or `webhooks`. Open.
    #[schema(example = "letters")]
    pub name: &'static str,
    /// To be done now, and not begun.
    pub due: u64,
    /// Since when the oldest of these waits.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub due_since: Option<Timestamp>,
    /// Under way.
    pub running: u64,
    /// To be done later.
    pub later: u64,
    /// Given up until a person looks.
    pub given_up: u64,
}

/// A backup that was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Backup {
    /// The moment that it shows.
    #[schema(value_type = String, format = DateTime)]
    pub made_at: Timestamp,
    /// Where it lies, or what made it.
    #[schema(example = "/backup/2026-11-27")]
    pub place: String,
    /// Rows that were read back and found the same; absent where another
    /// program made it.
    pub rows: Option<u64>,
}

/// The installation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Installation {
    /// The version of the program.
    #[schema(example = "0.1.0")]
    pub version: &'static str,
    /// `SQLite` or `PostgreSQL`.
    #[schema(example = "SQLite")]
    pub database: &'static str,
    /// Bytes of the database on disk.
    pub database_bytes: u64,
    /// Bytes of the disk that holds the data directory.
    pub disk_bytes: Option<u64>,
    /// Bytes of it that are free.
    pub disk_free_bytes: Option<u64>,
}

impl HealthDetails {
    /// What is answered of what was seen.
    pub(crate) fn of(
        health: &app::health::Health,
        installation: Option<&app::health::Installation>,
    ) -> Self {
        let concerns = health.concerns(installation).into_iter();
        Self {
            at: health.at,
            concerns: concerns.map(Concern::from).collect(),
            queues: health.queues().map(Queue::from).into(),
            waiting_events: health.queued.events,
            last_import_at: health.last_import_at,
            last_backup: health.backup.as_ref().map(Backup::from),
            installation: installation.map(Installation::from),
        }
    }
}

impl Concern {
    const fn named(code: &'static str) -> Self {
        Self {
            code,
            queue: None,
            count: None,
            since: None,
        }
    }
}

impl From<app::health::Concern> for Concern {
    fn from(concern: app::health::Concern) -> Self {
        use app::health::Concern as Seen;
        match concern {
            Seen::GivenUp { queue, count } => Self {
                queue: Some(queue),
                count: Some(count),
                ..Self::named("given_up")
            },
            Seen::Late { queue, since } => Self {
                queue: Some(queue),
                since: Some(since),
                ..Self::named("late")
            },
            Seen::NoBackup => Self::named("no_backup"),
            Seen::OldBackup { made_at } => Self {
                since: Some(made_at),
                ..Self::named("old_backup")
            },
            Seen::DiskLow => Self::named("disk_low"),
        }
    }
}

impl From<(&'static str, app::health::Queue)> for Queue {
    fn from((name, stands): (&'static str, app::health::Queue)) -> Self {
        Self {
            name,
            due: stands.due,
            due_since: stands.due_since,
            running: stands.running,
            later: stands.later,
            given_up: stands.given_up,
        }
    }
}

impl From<&app::health::Backup> for Backup {
    fn from(backup: &app::health::Backup) -> Self {
        Self {
            made_at: backup.made_at,
            place: backup.place.clone(),
            rows: backup.rows,
        }
    }
}

impl From<&app::health::Installation> for Installation {
    fn from(installation: &app::health::Installation) -> Self {
        let disk = installation.disk;
        Self {
            version: installation.version,
            database: installation.database.engine,
            database_bytes: installation.database.bytes,
            disk_bytes: disk.map(|disk| disk.total),
            disk_free_bytes: disk.map(|disk| disk.free),
        }
    }
}

use super::{NewJob, StandingRow};
use crate::{Result, pack};
use domain::{ContentHash, DocumentId, OrganisationId, RunId, Seq, UserId};
use jiff::Timestamp;
use jiff::civil::Date;
use std::cmp::Ordering;

/// A report as somebody set it up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Its short name, which stays.
    pub name: String,
    /// What it is made of, as the caller wrote it.
    pub definition: String,
    /// Whether its timetable rests.
    pub is_paused: bool,
    /// What was due up to this moment has its run.
    pub planned_until: Timestamp,
    /// When it was changed last.
    pub changed_at: Timestamp,
    /// Who did, where a person did.
    pub changed_by: Option<UserId>,
}

/// How a run stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RunState {
    /// It is to be made.
    Waiting,
    /// Its files are kept and its letters are written.
    Made,
    /// There was nothing in it, and it is not to go out empty.
    Skipped,
    /// It could not be made; it is tried again.
    Failed,
}

impl RunState {
    /// Every state, in the order of their numbers.
    pub const ALL: [Self; 4] = [Self::Waiting, Self::Made, Self::Skipped, Self::Failed];

    /// The number that stands for it in a column.
    pub const fn number(self) -> u8 {
        match self {
            Self::Waiting => 0,
            Self::Made => 1,
            Self::Skipped => 2,
            Self::Failed => 3,
        }
    }

    /// The state that a number stands for.
    pub fn from_number(number: u8) -> Option<Self> {
        Self::ALL.get(usize::from(number)).copied()
    }

    /// The word for it outside.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Made => "made",
            Self::Skipped => "skipped",
            Self::Failed => "failed",
        }
    }
}

/// One making of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// Its id.
    pub id: RunId,
    /// The report's short name.
    pub report: String,
    /// Of runs of a report with one key there is one.
    pub key: String,
    /// The first day that it is about.
    pub period_from: Date,
    /// The last one.
    pub period_to: Date,
    /// What was known then is in it.
    pub as_of: Timestamp,
    /// Who ordered it, in words.
    pub ordered_by: String,
    /// When.
    pub ordered_at: Timestamp,
    /// As the report was defined then.
    pub definition: String,
    /// How it stands.
    pub state: RunState,
    /// When it came to stand so.
    pub settled_at: Option<Timestamp>,
    /// Why it could not be made.
    pub error: Option<String>,
    /// When its files went that named documents which are erased; those of
    /// figures are still there.
    pub names_erased_at: Option<Timestamp>,
}

/// What the audience of files begins with that have figures only and stay
/// when the others go.
pub const OF_FIGURES: char = '~';

/// A file of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunFile {
    /// For whom it is: empty for those who see every company.
    pub audience: String,
    /// Its name.
    pub name: String,
    /// How many bytes it has.
    pub size: u64,
}

/// A part of a file of a run on its way into the record: packed, where that
/// makes it smaller. Lists of documents become a fifth of what they were, and
/// the record writes everything twice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunFilePart {
    /// How many bytes of the file it is.
    pub(crate) size: u64,
    /// Fewer than that where they are packed.
    pub(crate) bytes: Vec<u8>,
}

impl RunFilePart {
    /// A part of these bytes. Packing them is work: not for whoever writes.
    pub fn of(bytes: &[u8]) -> Result<Self> {
        let mut packed = pack::pack_quickly(bytes)?;
        // There was room for all of them unpacked, and some wait together.
        packed.shrink_to_fit();
        Ok(match packed.len() < bytes.len() {
            true => Self {
                size: bytes.len() as u64,
                bytes: packed,
            },
            false => Self::whole(bytes.to_vec()),
        })
    }

    /// A part that is kept as it is: of a file that is packed by itself.
    pub const fn whole(bytes: Vec<u8>) -> Self {
        Self {
            size: bytes.len() as u64,
            bytes,
        }
    }

    /// The bytes of the file; `None` where they are not what was packed.
    pub(crate) fn open(self) -> Option<Vec<u8>> {
        match (self.bytes.len() as u64).cmp(&self.size) {
            Ordering::Less => pack::unpack(&self.bytes, self.size),
            Ordering::Equal => Some(self.bytes),
            Ordering::Greater => None,
        }
    }

    /// How many bytes the record keeps of it.
    pub const fn kept_bytes(&self) -> usize {
        self.bytes.len()
    }
}

/// What is known of an address that a report goes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subscriber {
    /// The report's short name.
    pub report: String,
    /// The address.
    pub address: String,
    /// The word that ends it without signing in; nobody can guess it.
    pub token: ContentHash,
    /// When somebody there said that it should end.
    pub ended_at: Option<Timestamp>,
    /// How many of its letters in a row came back.
    pub bounces: u32,
}

/// Documents of which something was learned, from one stretch of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LearnedOf {
    /// Which, by id.
    pub documents: Vec<DocumentId>,
    /// Where in the log to go on; nowhere at its end.
    pub next: Option<Seq>,
}

/// Reports, their runs, and who gets them.
#[async_trait::async_trait]
pub trait Reports {
    /// Puts a report in the place of the one with its name.
    async fn put_report(&self, organisation: OrganisationId, report: Report) -> Result<()>;
    /// A report by its name.
    async fn lookup_report(
        &self,
        organisation: OrganisationId,
        name: &str,
    ) -> Result<Option<Report>>;
    /// Every report, by name.
    async fn list_reports(&self, organisation: OrganisationId) -> Result<Vec<Report>>;
    /// Takes a report away; its runs stay. False where there is none.
    async fn delete_report(&self, organisation: OrganisationId, name: &str) -> Result<bool>;
    /// Notes that everything due up to a moment has its run; never goes back.
    async fn note_report_planned(
        &self,
        organisation: OrganisationId,
        name: &str,
        until: Timestamp,
    ) -> Result<()>;
    /// Adds a run and the job that makes it, both or neither, unless there is
    /// one with its report and key. Answers whether it was added.
    async fn add_run(&self, organisation: OrganisationId, run: Run, job: NewJob) -> Result<bool>;
    /// A run by id.
    async fn lookup_run(&self, organisation: OrganisationId, id: RunId) -> Result<Option<Run>>;
    /// The run of a report with this key.
    async fn find_run_by_key(
        &self,
        organisation: OrganisationId,
        report: &str,
        key: &str,
    ) -> Result<Option<Run>>;
    /// The newest runs, of one report or of all.
    async fn list_runs(
        &self,
        organisation: OrganisationId,
        report: Option<&str>,
        limit: usize,
    ) -> Result<Vec<Run>>;
    /// Says how a run stands.
    async fn settle_run(
        &self,
        organisation: OrganisationId,
        id: RunId,
        state: RunState,
        at: Timestamp,
        error: Option<String>,
    ) -> Result<()>;
    /// Forgets what was kept of the files of a run, before they are made anew.
    async fn clear_run_files(&self, organisation: OrganisationId, id: RunId) -> Result<()>;
    /// Keeps parts of a file of a run, from this place on; unless what the run
    /// names was erased meanwhile, and the file is not one of figures.
    async fn add_run_file_parts(
        &self,
        organisation: OrganisationId,
        id: RunId,
        (audience, name): (&str, &str),
        first_place: u32,
        parts: Vec<RunFilePart>,
    ) -> Result<()>;
    /// The files of a run, by audience and name.
    async fn list_run_files(&self, organisation: OrganisationId, id: RunId)
    -> Result<Vec<RunFile>>;
    /// One part of a file of a run; `None` after the last.
    async fn read_run_file_part(
        &self,
        organisation: OrganisationId,
        id: RunId,
        (audience, name): (&str, &str),
        place: u32,
    ) -> Result<Option<Vec<u8>>>;
    /// Documents of which something was learned after a moment, from a place
    /// in the log on.
    async fn list_documents_learned_of_after(
        &self,
        organisation: OrganisationId,
        moment: Timestamp,
        from: Seq,
    ) -> Result<LearnedOf>;
    /// Where these documents stood by what was known at a moment; those not
    /// known then are left out.
    async fn list_standings_as_of(
        &self,
        organisation: OrganisationId,
        moment: Timestamp,
        ids: &[DocumentId],
    ) -> Result<Vec<StandingRow>>;
    /// Takes a run away with its files. False where there is none.
    async fn delete_run(&self, organisation: OrganisationId, id: RunId) -> Result<bool>;
    /// Takes runs away that were ordered before a moment, with their files; at
    /// most so many at once. Answers how many.
    async fn delete_runs_before(
        &self,
        organisation: OrganisationId,
        before: Timestamp,
        limit: usize,
    ) -> Result<usize>;
    /// Notes that a report goes to an address, unless that is known.
    async fn add_subscriber(
        &self,
        organisation: OrganisationId,
        subscriber: Subscriber,
    ) -> Result<bool>;
    /// Whoever has this word.
    async fn find_subscriber_by_token(
        &self,
        organisation: OrganisationId,
        token: ContentHash,
    ) -> Result<Option<Subscriber>>;
    /// Everybody that reports go to or went to, by report and address.
    async fn list_subscribers(&self, organisation: OrganisationId) -> Result<Vec<Subscriber>>;
    /// Notes that an address wants a report no more, or (`None`) again.
    async fn end_subscription(
        &self,
        organisation: OrganisationId,
        report: &str,
        address: &str,
        at: Option<Timestamp>,
    ) -> Result<bool>;
    /// Notes how many letters in a row came back from an address.
    async fn note_bounces(
        &self,
        organisation: OrganisationId,
        report: &str,
        address: &str,
        bounces: u32,
    ) -> Result<()>;
}

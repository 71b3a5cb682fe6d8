//! Where pictures are made and kept: one for the whole process.

use super::cache::{Cache, Key};
use crate::upkeep::Check;
use domain::{DocumentId, OrganisationId};
use render::Language;
use render::worker::{Draw, Job, Made, Reason, Refusal, Want, Workers};
use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use store::Gallery;
use tokio::sync::Semaphore;

/// Most pictures that wait for their turn. A page of thumbnails is fifty; who
/// comes after twice that is told to come again.
const WAITING_MAX: usize = 100;

/// How wide the picture is that stands for another.
const PLACEHOLDER_PX: u32 = 620;

/// Who draws.
#[derive(Debug)]
pub enum Hands {
    /// This very process, without walls: for tests that know their files.
    Here,
    /// Processes of their own that can do no harm.
    Apart(Workers),
}

/// Makes pictures, few at a time, and keeps them.
#[derive(Debug)]
pub struct Studio {
    hands: Arc<Hands>,
    here: Draw,
    cache: Option<Arc<Cache>>,
    turns: Arc<Semaphore>,
    waiting: AtomicUsize,
}

impl Studio {
    /// A studio with these hands, that draws what is our own with `here` and
    /// keeps pictures in this directory if there is one.
    #[must_use]
    pub fn new(hands: Hands, here: Draw, directory: Option<PathBuf>) -> Self {
        Self {
            hands: Arc::new(hands),
            here,
            cache: directory.map(|directory| Arc::new(Cache::new(directory, None))),
            turns: Arc::new(Semaphore::new(Workers::AT_A_TIME)),
            waiting: AtomicUsize::new(0),
        }
    }

    /// A studio where nothing is drawn.
    #[must_use]
    pub fn closed() -> Self {
        Self::new(
            Hands::Here,
            |_, _, _| Err(Refusal::unavailable("pictures are not set up")),
            None,
        )
    }

    /// What lays out sheets of our own in this process.
    #[must_use]
    pub fn here(&self) -> Draw {
        self.here
    }

    /// The same, sharing with other nodes what it keeps in this directory.
    #[must_use]
    pub fn sharing(self, directory: PathBuf, gallery: Gallery) -> Self {
        let cache = Cache::new(directory, Some(gallery));
        Self {
            cache: Some(Arc::new(cache)),
            ..self
        }
    }

    /// Starts what the first picture would otherwise wait for.
    pub fn make_ready(&self) {
        if let Hands::Apart(workers) = &*self.hands {
            workers.make_ready();
        }
    }

    pub(super) fn kept(&self, key: &Key) -> Option<Result<Made, Refusal>> {
        self.cache.as_ref()?.get(key)
    }

    /// Draws a picture and keeps it, also where whoever asked has gone away
    /// meanwhile.
    pub(super) async fn draw(
        &self,
        key: Key,
        job: Job,
        payload: Vec<u8>,
        want: Want,
    ) -> Result<Made, Refusal> {
        let turn = self.turn().await?;
        let (hands, here) = (Arc::clone(&self.hands), self.here);
        let cache = self.cache.clone();
        let drawing = tokio::task::spawn_blocking(move || {
            let _turn = turn;
            // Somebody else may have asked for the same one a moment before,
            // here or at another node.
            if let Some(kept) = cache.as_ref().and_then(|cache| cache.fetch(&key)) {
                return kept;
            }
            let made = match &*hands {
                Hands::Here => here(&job, payload, want),
                Hands::Apart(workers) => workers.draw(&job, payload, want),
            };
            let is_lasting = !matches!(&made, Err(why) if why.reason == Reason::Unavailable);
            if let Some(cache) = cache.filter(|_| is_lasting) {
                cache.put(&key, &made);
            }
            made
        });
        let gone = |error: tokio::task::JoinError| Refusal::unavailable(error.to_string());
        drawing.await.map_err(gone)?
    }

    /// Draws a picture of words of ours. Few there are, and quickly made.
    pub(super) async fn draw_placeholder(
        &self,
        title: &str,
        why: &str,
        language: Language,
    ) -> Result<Made, Refusal> {
        let sheet = render::card::placeholder(language, title, why);
        let _turn = self.turn().await?;
        // It holds nothing of any file, so it is drawn here: it has to be
        // there also where no worker can be started.
        let here = self.here;
        let drawing = tokio::task::spawn_blocking(move || {
            let want = Want::Png {
                page: 0,
                width_px: PLACEHOLDER_PX,
            };
            here(&Job::Sheet(Box::new(sheet)), Vec::new(), want)
        });
        let gone = |error: tokio::task::JoinError| Refusal::unavailable(error.to_string());
        drawing.await.map_err(gone)?
    }

    async fn turn(&self) -> Result<tokio::sync::OwnedSemaphorePermit, Refusal> {
        struct Waiting<'a>(&'a AtomicUsize);
        impl Drop for Waiting<'_> {
            fn drop(&mut self) {
                self.0.fetch_sub(1, Ordering::Relaxed);
            }
        }
        let before = self.waiting.fetch_add(1, Ordering::Relaxed);
        let _waiting = Waiting(&self.waiting);
        if before >= WAITING_MAX {
            return Err(Refusal::unavailable(
                "too many pictures are asked for at once",
            ));
        }
        let turn = Arc::clone(&self.turns).acquire_owned().await;
        turn.map_err(|error| Refusal::unavailable(error.to_string()))
    }

    pub(super) async fn forget(
        &self,
        organisation: OrganisationId,
        id: DocumentId,
    ) -> io::Result<()> {
        let Some(cache) = self.cache.clone() else {
            return Ok(());
        };
        let forgetting = tokio::task::spawn_blocking(move || cache.forget(organisation, id));
        forgetting.await.map_err(io::Error::other)?
    }

    pub(super) fn sweep(&self) -> io::Result<usize> {
        match &self.cache {
            Some(cache) => cache.sweep(),
            None => Ok(0),
        }
    }

    pub(super) async fn examine(&self) -> Vec<Check> {
        let hands = Arc::clone(&self.hands);
        let examined = tokio::task::spawn_blocking(move || hands.examine()).await;
        examined.unwrap_or_default()
    }
}

impl Hands {
    fn examine(&self) -> Vec<Check> {
        let check = |name: &'static str, is_ok: bool, detail: &str| Check {
            name,
            is_ok,
            detail: detail.to_owned(),
        };
        let Self::Apart(workers) = self else {
            return vec![check(
                "pictures.worker",
                false,
                "are not made in a process of their own",
            )];
        };
        let sheet = render::card::placeholder(Language::English, "Utsyn", "doctor");
        match workers.examine(&Job::Sheet(Box::new(sheet))) {
            Err(refusal) => vec![check("pictures.worker", false, &refusal.to_string())],
            Ok(walls) => vec![
                check(
                    "pictures.worker",
                    true,
                    "are made in a process of their own, system calls filtered",
                ),
                wall(
                    "pictures.landlock",
                    walls.landlock,
                    "files, network and signals are shut",
                ),
                wall(
                    "pictures.namespaces",
                    walls.namespaces,
                    "the process has its own",
                ),
            ],
        }
    }
}

/// A further wall that not every machine has. Without it the filter of system
/// calls still holds, so its absence is told and no fault.
fn wall(name: &'static str, is_there: bool, detail: &str) -> Check {
    let detail = match is_there {
        true => detail.to_owned(),
        false => "this kernel does not offer it; the filter of system calls holds alone".to_owned(),
    };
    Check {
        name,
        is_ok: true,
        detail,
    }
}

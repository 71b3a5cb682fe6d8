//! Errands: requests that are done once, however often they are sent.
//!
//! Who sends a request may give it a name. Its first sending begins an errand;
//! whoever sends it again gets the answer of the first. An errand sees one
//! moment and throws dice of its own, and each of its effects notes what it
//! came to in its own transaction. So one that was cut off between effect and
//! answer is done again from the start, and every step that was taken is
//! answered from its note.

use crate::{Actor, App, Clock, Ctx, Random, Result};
use domain::ContentHash;
use jiff::{SignedDuration, Timestamp};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

pub use store::port::{Begun, Errand, ErrandEnd, KeptAnswer};

/// How long a name is known: as long as what it did could be asked for again.
pub const KNOWN: SignedDuration = SignedDuration::from_hours(90 * 24);
/// How long an errand belongs to whoever does it. Longer than any answer takes.
const LEASE: SignedDuration = SignedDuration::from_secs(70);
/// Longest name of an errand, in bytes.
pub const NAME_BYTES_MAX: usize = 255;

/// Begins an errand of the asker with this name, or says what became of it.
pub async fn begin(app: &App, ctx: &Ctx, name: &str, asked: ContentHash) -> Result<Begun> {
    let mut seed = [0; 32];
    app.random.fill(&mut seed);
    let now = app.now();
    let new = store::port::NewErrand {
        key: key(ctx, name),
        fingerprint: asked,
        seed,
        begun_at: now,
        leased_until: after(now, LEASE),
        expires_at: after(now, KNOWN),
    };
    Ok(app.store.begin_errand(ctx.organisation, new).await?)
}

/// Notes how an errand ended.
pub async fn end(app: &App, ctx: &Ctx, errand: &Errand, how: ErrandEnd) -> Result<()> {
    let ended = app.store.end_errand(ctx.organisation, errand.key, how);
    Ok(ended.await?)
}

/// Keeps an errand for longer.
pub async fn extend(app: &App, ctx: &Ctx, errand: &Errand) -> Result<()> {
    let until = after(app.now(), LEASE);
    let extended = app.store.extend_errand(ctx.organisation, errand.key, until);
    Ok(extended.await?)
}

/// Forgets every answer; whoever asks again is answered anew. To be called when
/// something is erased: an answer may tell of it.
pub async fn forget_answers(app: &App, ctx: &Ctx) -> Result<()> {
    let forgotten = app.store.forget_errand_answers(ctx.organisation, app.now());
    Ok(forgotten.await?)
}

/// Who asks and how they call it, in one hash: names of two askers never meet.
fn key(ctx: &Ctx, name: &str) -> ContentHash {
    let asker = match &ctx.actor {
        Actor::Person { id, .. } => *id.as_bytes(),
        Actor::Key { id, .. } => *id.as_bytes(),
        Actor::Operator => [0; 16],
    };
    ContentHash::of(&[asker.as_slice(), name.as_bytes()].concat())
}

fn after(moment: Timestamp, span: SignedDuration) -> Timestamp {
    moment.checked_add(span).unwrap_or(moment)
}

impl App {
    /// This app at work for an errand: its moment, its dice, its steps.
    #[must_use]
    pub fn on_errand(&self, errand: &Errand) -> Self {
        Self {
            store: self.store.on_errand(errand),
            clock: Arc::new(Stopped(errand.begun_at)),
            random: Arc::new(Grown {
                seed: errand.seed,
                count: AtomicU64::new(0),
            }),
            ..self.clone()
        }
    }
}

/// The moment at which an errand was first asked for.
struct Stopped(Timestamp);

impl Clock for Stopped {
    fn now(&self) -> Timestamp {
        self.0
    }
}

/// Randomness that grows from a seed nobody can guess: the hashes of the seed
/// with 0, 1, 2…
struct Grown {
    seed: [u8; 32],
    count: AtomicU64,
}

impl Random for Grown {
    fn fill(&self, buffer: &mut [u8]) {
        for piece in buffer.chunks_mut(self.seed.len()) {
            let count = self.count.fetch_add(1, Ordering::Relaxed);
            let mut bytes = self.seed.to_vec();
            bytes.extend(count.to_be_bytes());
            let hash = ContentHash::of(&bytes);
            piece.copy_from_slice(&hash.as_bytes()[..piece.len()]);
        }
    }
}

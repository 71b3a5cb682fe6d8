//! Files that end the process that reads them. Each is noted before it is
//! read and struck off after; what is still on the list when it comes again
//! has ended a process, alone or in company. Such a file is read alone, and
//! after two times it is set aside, so that it never stops the others.

use super::prepare::Preparing;
use super::source::Incoming;
use crate::Result;
use domain::{ContentHash, Finding};
use rayon::prelude::*;

/// How often a file may end a process that reads nothing else meanwhile. One
/// such end may be a power cut; two are the file.
const ATTEMPTS_MAX: u32 = 2;
/// How much of a file tells it from others, with its size.
const HEAD_BYTES: u64 = 64 * 1024;

/// The list of files that are being read.
#[derive(Clone, Copy)]
pub(super) struct Attempts<'a>(pub(super) &'a Preparing<'a>);

/// What a file is known by while it is read.
pub(super) fn key(incoming: &Incoming) -> ContentHash {
    let (mut head, size) = match &incoming.content {
        Ok(content) => (content.head(HEAD_BYTES).unwrap_or_default(), content.size()),
        Err(_) => (Vec::new(), 0),
    };
    head.extend(size.to_be_bytes());
    ContentHash::of(&head)
}

impl Attempts<'_> {
    /// Reads files, those that nothing is held against on all cores at once.
    /// The answers come in the order of the files.
    pub(super) fn each<T: Send>(
        self,
        files: &[Incoming],
        read: impl Fn(&Incoming) -> Result<T> + Sync,
        refuse: impl Fn(&Incoming, Finding) -> Result<T>,
    ) -> Result<Vec<T>> {
        if let [only] = files {
            let one = self.alone(only, read, |finding| refuse(only, finding))?;
            return Ok(vec![one]);
        }
        let keys: Vec<ContentHash> = files.par_iter().map(key).collect();
        let held_against = self.begin(&keys)?;
        let together: Vec<Option<T>> = files
            .par_iter()
            .zip(&held_against)
            .map(|(file, known)| known.is_none().then(|| read(file)).transpose())
            .collect::<Result<_>>()?;
        let is_fresh = |(key, known): (&ContentHash, &Option<u32>)| known.is_none().then_some(*key);
        let fresh: Vec<ContentHash> = keys
            .iter()
            .zip(&held_against)
            .filter_map(is_fresh)
            .collect();
        self.end(&fresh)?;
        let mut answers = Vec::with_capacity(files.len());
        for (file, done) in files.iter().zip(together) {
            answers.push(match done {
                Some(done) => done,
                None => self.alone(file, &read, |finding| refuse(file, finding))?,
            });
        }
        Ok(answers)
    }

    /// Reads a file while nothing else is read, or refuses it.
    pub(super) fn alone<T>(
        self,
        file: &Incoming,
        read: impl Fn(&Incoming) -> Result<T>,
        refuse: impl FnOnce(Finding) -> Result<T>,
    ) -> Result<T> {
        let key = key(file);
        if let Some(finding) = self.begin_alone(&key)? {
            return refuse(finding);
        }
        let read = read(file)?;
        self.end(&[key])?;
        Ok(read)
    }

    /// Counts that a file is read alone; the finding says that it must not be.
    pub(super) fn begin_alone(self, key: &ContentHash) -> Result<Option<Finding>> {
        let Preparing {
            app, ctx, runtime, ..
        } = self.0;
        let alone = [*key];
        let begin = app
            .store
            .begin_attempts(ctx.organisation, &alone, true, ctx.now);
        let before = runtime.block_on(begin)?;
        let attempts = before.first().copied().flatten().unwrap_or_default();
        Ok((attempts >= ATTEMPTS_MAX).then(set_aside))
    }

    /// Strikes files off.
    pub(super) fn end(self, keys: &[ContentHash]) -> Result<()> {
        let Preparing {
            app, ctx, runtime, ..
        } = self.0;
        match keys.is_empty() {
            true => Ok(()),
            false => Ok(runtime.block_on(app.store.end_attempts(ctx.organisation, keys))?),
        }
    }

    fn begin(self, keys: &[ContentHash]) -> Result<Vec<Option<u32>>> {
        let Preparing {
            app, ctx, runtime, ..
        } = self.0;
        if keys.is_empty() {
            return Ok(Vec::new());
        }
        let begin = app
            .store
            .begin_attempts(ctx.organisation, keys, false, ctx.now);
        Ok(runtime.block_on(begin)?)
    }
}

fn set_aside() -> Finding {
    let message = format!(
        "the program ended {ATTEMPTS_MAX} times while it read this file, so it is set aside and \
         not read again; it is kept. Please tell us, and import it again after an update"
    );
    Finding::error(super::SET_ASIDE, "", message)
}

//! An archive on its way in: one file that was received, whose entries are
//! read one at a time without ever unpacking it as a whole.

use super::beside::Beside;
use super::content::{Content, HELD_BYTES_MAX, Spool};
use super::source::{Incoming, may_be_a_list, named_by};
use domain::Finding;
use formats::archive::{Archive, Entry};
use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};

/// An open archive with a place for entries that are too large to be held.
pub(super) struct OpenParcel {
    archive: Archive<Content>,
    spool: Spool,
}

impl OpenParcel {
    /// The file with this name, where there is one that can be read.
    pub(super) fn find(&mut self, name: &str) -> Option<Content> {
        let position = self.archive.position(name)?;
        self.at(position)?.content.ok()
    }

    fn at(&mut self, position: usize) -> Option<Entry<Content>> {
        if self.archive.claimed_size(position) <= HELD_BYTES_MAX {
            let Entry { name, content } = self.archive.at(position)?;
            let content = content.map(Content::from);
            return Some(Entry { name, content });
        }
        let mut aside = self.spool.aside();
        let Entry { name, content } = self.archive.copy(position, &mut aside)?;
        let content = content.and_then(|_| {
            aside.done().map_err(|error| {
                let message = format!("cannot be put aside while it is read: {error}");
                Finding::error("file.unreadable", name.as_str(), message)
            })
        });
        Some(Entry { name, content })
    }
}

/// The entries of an archive, lists before what they may name. The finding
/// says why it cannot be opened.
pub(super) fn entries(
    archive: &Incoming,
    content: &Content,
    spool: &Spool,
    entries_max: usize,
) -> Result<impl Iterator<Item = Incoming> + use<>, Finding> {
    let archive_name = archive.name.clone();
    let archive = Archive::open_within(content.clone(), entries_max)?;
    let is_list = |position: &usize| archive.name(*position).is_some_and(may_be_a_list);
    let (lists, others): (Vec<usize>, Vec<usize>) = (0..archive.len()).partition(is_list);
    let parcel = Arc::new(Mutex::new(OpenParcel {
        archive,
        spool: spool.clone(),
    }));
    let mut taken = HashSet::new();
    let mut is_over = false;
    Ok(lists.into_iter().chain(others).filter_map(move |position| {
        if is_over {
            return None;
        }
        let entry = parcel
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .at(position)?;
        is_over = entry.ends_archive();
        if taken.contains(&entry.name) {
            return None;
        }
        let directory = entry
            .name
            .rfind('/')
            .map_or("", |end| &entry.name[..=end])
            .to_owned();
        let file = Incoming {
            name: format!("{archive_name}/{}", entry.name),
            content: entry.content,
            beside: Beside::Archive(Arc::clone(&parcel), directory.clone()),
            import: None,
        };
        taken.extend(named_by(&file).map(|name| format!("{directory}{name}")));
        Some(file)
    }))
}

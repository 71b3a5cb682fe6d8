//! Files that are handed out while they are made.

use crate::Result;
use futures_util::Stream;
use futures_util::stream::try_unfold;

/// A file that is made piece by piece.
pub trait Pieces: Send + 'static {
    /// The next piece; `None` at the end.
    fn next(&mut self) -> impl Future<Output = Result<Option<Vec<u8>>>> + Send;
}

/// The pieces as they come. What goes wrong on the way breaks them off, so that
/// nobody takes a part for the whole.
pub fn stream(file: impl Pieces) -> impl Stream<Item = Result<Vec<u8>>> + Send {
    try_unfold(file, |mut file| async move {
        let piece = file.next().await.inspect_err(|error| {
            tracing::error!(%error, "a file broke off");
        })?;
        Ok(piece.map(|piece| (piece, file)))
    })
}

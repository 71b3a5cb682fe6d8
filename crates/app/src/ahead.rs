use crate::{Error, Result};
use std::collections::VecDeque;
use tokio::task::{JoinHandle, spawn};

/// Work under way at a time: one for each core of a small machine, and one to
/// go on with.
const UNDER_WAY_MAX: usize = 3;

/// Work that is done ahead of whoever waits for it, on other cores, and handed
/// over in the order in which it was begun. What nobody waits for any more is
/// given up.
pub(crate) struct Ahead<T>(VecDeque<JoinHandle<Result<T>>>);

impl<T: Send + 'static> Ahead<T> {
    pub(crate) const fn new() -> Self {
        Self(VecDeque::new())
    }

    /// Whether enough is under way.
    pub(crate) fn is_full(&self) -> bool {
        self.0.len() >= UNDER_WAY_MAX
    }

    /// Begins work.
    pub(crate) fn begin(&mut self, work: impl Future<Output = Result<T>> + Send + 'static) {
        self.0.push_back(spawn(work));
    }

    /// What was begun first; nothing where nothing is under way.
    pub(crate) async fn next(&mut self) -> Result<Option<T>> {
        let Some(first) = self.0.front_mut() else {
            return Ok(None);
        };
        let done = first.await;
        self.0.pop_front();
        done.map_err(Error::internal)?.map(Some)
    }
}

impl<T> Drop for Ahead<T> {
    fn drop(&mut self) {
        for work in &self.0 {
            work.abort();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_is_done_ahead_comes_in_the_order_of_its_beginning() {
        let mut ahead = Ahead::new();
        let (tell, told) = tokio::sync::oneshot::channel();
        ahead.begin(async move { told.await.map(|()| 1).map_err(Error::internal) });
        ahead.begin(async move { tell.send(()).map(|()| 2).map_err(|()| Error::internal("?")) });
        assert!(!ahead.is_full());
        ahead.begin(async { Err(Error::internal("it failed")) });
        assert!(ahead.is_full());
        assert_eq!(ahead.next().await.unwrap(), Some(1));
        assert_eq!(ahead.next().await.unwrap(), Some(2));
        assert!(ahead.next().await.is_err());
        assert_eq!(ahead.next().await.unwrap(), None);
    }
}

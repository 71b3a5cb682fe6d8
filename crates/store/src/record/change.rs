use super::Record;
use crate::port::{Change, Changes};
use tokio::sync::broadcast;

impl Changes for Record {
    fn subscribe(&self) -> broadcast::Receiver<Change> {
        self.engine.subscribe()
    }
}

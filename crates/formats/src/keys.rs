//! Keys of items that a file names in no way of its own.

use domain::intake::{Item, ItemBody};
use std::collections::HashMap;

/// Two payments of one file are two payments even where everything that
/// names them is the same: the second gets `#2` behind its key.
#[derive(Debug, Default)]
pub(crate) struct Keys {
    seen: HashMap<String, u32>,
}

impl Keys {
    /// Tells an item apart from those before it.
    pub(crate) fn distinct(&mut self, mut item: Item) -> Item {
        let id = match &mut item.body {
            ItemBody::Payment(payment) => &mut payment.source.id,
            ItemBody::Event(event) => &mut event.source.id,
            ItemBody::Mandate(mandate) => &mut mandate.source.id,
            ItemBody::Document(_) | ItemBody::Refused(_) => return item,
        };
        let times = self.seen.entry(id.clone()).or_default();
        *times += 1;
        if *times > 1 {
            id.push_str(&format!("#{times}"));
        }
        item
    }
}

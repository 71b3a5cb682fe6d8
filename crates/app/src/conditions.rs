//! Changes that come about only where nobody else was quicker.

use crate::{App, Ctx, Result};

pub use store::port::Thing;

impl App {
    /// This app, whose next change comes about only if a thing is still as it
    /// is now; otherwise it fails with [`Error::CHANGED`](crate::Error::CHANGED)
    /// and changes nothing. To be asked for before the thing is looked at.
    ///
    /// # Errors
    /// Where the record does not answer.
    pub async fn as_it_is(&self, ctx: &Ctx, thing: Thing) -> Result<Self> {
        let seen = self.store.see(ctx.organisation, thing).await?;
        Ok(Self {
            store: self.store.provided(seen),
            ..self.clone()
        })
    }
}

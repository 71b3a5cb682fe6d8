//! The bytes that were received, where they lie outside the database.

use crate::organisations::list_across_tenants;
use crate::{App, Result};
use store::port::{Carried, OutsideOriginal, Vault};

pub use store::{Depot, NotADepot};

/// Originals asked for at a time.
const ROWS_AT_A_TIME: usize = 1_000;
/// Originals carried at once: while one is on its way, another is read and a
/// third is looked at.
const CARRIED_AT_ONCE: usize = 8;

/// What moving came to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Moved {
    /// Originals that were carried.
    pub carried: u64,
    /// Originals that were there already, whole.
    pub were_there: u64,
    /// Bytes of both, as they were received.
    pub bytes: u64,
}

/// Carries every original that lies outside the database to another place,
/// and looks at each there. What is there whole is left, so an interrupted
/// move is completed by moving again; nothing is taken away where it was.
/// `progress` hears of every one.
pub async fn move_all(app: &App, to: &Depot, progress: &(dyn Fn(Moved) + Sync)) -> Result<Moved> {
    let vault = Vault::open(to).await?;
    let mut moved = Moved::default();
    for organisation in list_across_tenants(app).await? {
        let mut after = None;
        loop {
            let page = app
                .store
                .list_outside_originals(organisation.id, after, ROWS_AT_A_TIME)
                .await?;
            let Some(last) = page.last() else { break };
            after = Some(last.hash);
            for some in page.chunks(CARRIED_AT_ONCE) {
                moved.add(carry(app, organisation.id, some, &vault).await?);
                progress(moved);
            }
        }
    }
    Ok(moved)
}

/// Carries a few at once.
async fn carry(
    app: &App,
    organisation: domain::OrganisationId,
    originals: &[OutsideOriginal],
    vault: &Vault,
) -> Result<Moved> {
    let mut carrying = tokio::task::JoinSet::new();
    for original in originals.iter().copied() {
        let (store, vault) = (std::sync::Arc::clone(&app.store), vault.clone());
        carrying.spawn(async move {
            let carried = store.carry_original(organisation, original, &vault).await;
            carried.map(|carried| (original, carried))
        });
    }
    let mut moved = Moved::default();
    while let Some(one) = carrying.join_next().await {
        let (original, carried) = one.map_err(crate::Error::internal)??;
        moved.bytes += original.size;
        match carried {
            Carried::Now => moved.carried += 1,
            Carried::WasThere => moved.were_there += 1,
        }
    }
    Ok(moved)
}

impl Moved {
    const fn add(&mut self, more: Self) {
        self.carried += more.carried;
        self.were_there += more.were_there;
        self.bytes += more.bytes;
    }
}

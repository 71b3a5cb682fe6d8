use super::Record;
use crate::Result;
use crate::port::{Backup, Backups};
use crate::queries::{BACKUP_LOOKUP, BACKUP_PUT};
use crate::sql::row::{self, micros, signed};
use crate::sql::{Columns, params};
use domain::OrganisationId;

const TABLE: &str = "backups";

fn read(columns: &mut Columns<'_>) -> Result<Backup> {
    Ok(Backup {
        made_at: columns.moment("made_at")?,
        place: columns.text("place")?,
        rows: columns.optional_count("row_count")?,
    })
}

#[async_trait::async_trait]
impl Backups for Record {
    async fn note_backup(&self, organisation: OrganisationId, backup: Backup) -> Result<bool> {
        self.effect(organisation, move |connection| {
            let params = params![
                organisation.as_bytes(),
                micros(backup.made_at),
                backup.place,
                backup.rows.map(signed)
            ];
            Ok(row::run(connection, BACKUP_PUT, params)? == 1)
        })
        .await
    }

    async fn lookup_backup(&self, organisation: OrganisationId) -> Result<Option<Backup>> {
        self.read(organisation, move |connection| {
            let params = params![organisation.as_bytes()];
            row::one(connection, TABLE, BACKUP_LOOKUP, params, read)
        })
        .await
    }
}

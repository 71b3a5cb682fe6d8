use super::Record;
use super::recording;
use crate::Result;
use crate::port::{
    Import, ImportCursor, ImportItem, Imports, Intake, ItemCounts, Outcome, RecordedItem,
};
use crate::queries::{
    IMPORT_ADD, IMPORT_ADD_ITEM, IMPORT_COUNT_ITEMS, IMPORT_LIST, IMPORT_LIST_BEFORE,
    IMPORT_LIST_ITEMS, IMPORT_LOOKUP, IMPORT_LOOKUP_ITEM,
};
use crate::sql::Columns;
use crate::sql::row::{self, micros};
use crate::sql::{Connection, params};
use domain::intake::ItemKind;
use domain::{DocumentId, Finding, ImportId, OrganisationId, UserId};

const TABLE: &str = "imports";
const ITEMS: &str = "import_items";

fn read(columns: &mut Columns<'_>) -> Result<Import> {
    Ok(Import {
        id: columns.id("import_id", ImportId::from_bytes)?,
        name: columns.text("name")?,
        hash: columns.hash("hash")?,
        size: columns.count("size")?,
        format: columns.text("format")?,
        received_at: columns.moment("received_at")?,
        by: columns.optional_id("user_id", UserId::from_bytes)?,
        is_complete: columns.flag("is_complete")?,
        findings: columns.findings()?,
        counts: ItemCounts {
            stored: columns.count("stored")?,
            duplicate: columns.count("duplicate")?,
            rejected: columns.count("rejected")?,
            unmatched: columns.count("unmatched")?,
        },
    })
}

fn read_item(columns: &mut Columns<'_>) -> Result<ImportItem> {
    Ok(ImportItem {
        position: columns.count("position")?,
        place: columns.text("place")?,
        kind: {
            let code = columns.text("kind")?;
            columns.known("kind", kind(&code))?
        },
        outcome: {
            let code = columns.text("outcome")?;
            columns.known("outcome", Outcome::from_code(&code))?
        },
        document: columns.optional_id("document_id", DocumentId::from_bytes)?,
        findings: columns.findings()?,
    })
}

fn kind(code: &str) -> Option<ItemKind> {
    use ItemKind::{Document, Event, Mandate, Payment};
    [Document, Event, Payment, Mandate]
        .into_iter()
        .find(|kind| kind.code() == code)
}

/// Notes a file, unless it is known. Answers whether it is new.
pub(super) fn begin(
    connection: &dyn Connection,
    organisation: OrganisationId,
    import: &Import,
) -> Result<bool> {
    let params = params![
        organisation.as_bytes(),
        import.id.as_bytes(),
        import.name,
        import.hash.as_bytes(),
        row::signed(import.size),
        import.format,
        micros(import.received_at),
        import.by.as_ref().map(UserId::as_bytes),
        false,
        row::findings_json(&import.findings),
    ];
    Ok(row::run(connection, IMPORT_ADD, params)? == 1)
}

/// Notes what became of an item.
pub(super) fn add_item(
    connection: &dyn Connection,
    organisation: OrganisationId,
    import: ImportId,
    item: &ImportItem,
) -> Result<()> {
    let params = params![
        organisation.as_bytes(),
        import.as_bytes(),
        row::signed(item.position),
        item.place,
        item.kind.code(),
        item.outcome.code(),
        item.document.as_ref().map(DocumentId::as_bytes),
        row::findings_json(&item.findings),
    ];
    row::queue(connection, IMPORT_ADD_ITEM, params)
}

/// What became of an item that was recorded before.
pub(super) fn lookup_item(
    connection: &dyn Connection,
    organisation: OrganisationId,
    import: ImportId,
    position: u64,
) -> Result<Option<ImportItem>> {
    let params = params![
        organisation.as_bytes(),
        import.as_bytes(),
        row::signed(position)
    ];
    row::one(connection, ITEMS, IMPORT_LOOKUP_ITEM, params, read_item)
}

/// Adds the outcomes of a piece to its file.
pub(super) fn count_items(
    connection: &dyn Connection,
    organisation: OrganisationId,
    import: ImportId,
    counts: ItemCounts,
    (is_last, findings, format): (bool, &[Finding], &str),
) -> Result<()> {
    let params = params![
        organisation.as_bytes(),
        import.as_bytes(),
        row::signed(counts.stored),
        row::signed(counts.duplicate),
        row::signed(counts.rejected),
        row::signed(counts.unmatched),
        is_last,
        row::findings_json(findings),
        format,
    ];
    row::queue(connection, IMPORT_COUNT_ITEMS, params)
}

/// What no file comes before in the list.
const BEFORE_ALL: (i64, [u8; 16]) = (i64::MAX, [0xFF; 16]);

#[async_trait::async_trait]
impl Imports for Record {
    async fn record(
        &self,
        organisation: OrganisationId,
        intakes: Vec<Intake>,
    ) -> Result<Vec<Vec<RecordedItem>>> {
        self.write(organisation, move |connection| {
            recording::record(connection, organisation, intakes)
        })
        .await
    }

    async fn lookup_import(
        &self,
        organisation: OrganisationId,
        id: ImportId,
    ) -> Result<Option<Import>> {
        self.read(organisation, move |connection| {
            let params = params![organisation.as_bytes(), id.as_bytes()];
            row::one(connection, TABLE, IMPORT_LOOKUP, params, read)
        })
        .await
    }

    async fn list_imports(
        &self,
        organisation: OrganisationId,
        after: Option<ImportCursor>,
        limit: usize,
    ) -> Result<Vec<Import>> {
        let (at, id) = after.map_or(BEFORE_ALL, |cursor| {
            (micros(cursor.received_at), *cursor.id.as_bytes())
        });
        self.read(organisation, move |connection| {
            let params = params![organisation.as_bytes(), at, id, row::limit(limit)];
            row::all(connection, TABLE, IMPORT_LIST, params, read)
        })
        .await
    }

    async fn list_imports_before(
        &self,
        organisation: OrganisationId,
        before: ImportCursor,
        limit: usize,
    ) -> Result<Vec<ImportCursor>> {
        self.read(organisation, move |connection| {
            let params = params![
                organisation.as_bytes(),
                micros(before.received_at),
                before.id.as_bytes(),
                row::limit(limit),
            ];
            row::all(connection, TABLE, IMPORT_LIST_BEFORE, params, |columns| {
                Ok(ImportCursor {
                    received_at: columns.moment("received_at")?,
                    id: columns.id("import_id", ImportId::from_bytes)?,
                })
            })
        })
        .await
    }

    async fn list_import_items(
        &self,
        organisation: OrganisationId,
        id: ImportId,
        outcome: Option<Outcome>,
        from: u64,
        limit: usize,
    ) -> Result<Vec<ImportItem>> {
        self.read(organisation, move |connection| {
            let params = params![
                organisation.as_bytes(),
                id.as_bytes(),
                row::signed(from),
                outcome.map(Outcome::code),
                row::limit(limit),
            ];
            row::all(connection, ITEMS, IMPORT_LIST_ITEMS, params, read_item)
        })
        .await
    }
}

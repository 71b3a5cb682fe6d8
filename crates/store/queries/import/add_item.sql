INSERT INTO import_items (
    organisation_id, import_id, position, place, kind, outcome, document_id, findings
)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)

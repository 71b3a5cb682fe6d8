UPDATE import_items
SET place = '', document_id = NULL, findings = NULL
WHERE organisation_id = $1 AND document_id = $2

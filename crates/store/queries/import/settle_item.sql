-- What waited for its document has found it.
UPDATE import_items
SET outcome = 'stored', document_id = $4
WHERE organisation_id = $1 AND import_id = $2 AND position = $3 AND outcome = 'unmatched'

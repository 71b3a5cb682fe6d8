SELECT customer_id, import_id, original_hash, source, source_id
FROM documents
WHERE organisation_id = $1 AND document_id = $2

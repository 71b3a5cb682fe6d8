SELECT document_id
FROM erased_keys
WHERE organisation_id = $1 AND key_hash = $2

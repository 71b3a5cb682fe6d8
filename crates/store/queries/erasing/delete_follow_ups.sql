DELETE FROM follow_ups
WHERE organisation_id = $1 AND document_id = $2

UPDATE organisations
SET last_seq = $2
WHERE organisation_id = $1

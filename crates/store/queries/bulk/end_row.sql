UPDATE bulk_rows
SET state = $4, why = $5
WHERE organisation_id = $1 AND bulk_id = $2 AND place = $3 AND state = 1

UPDATE errands
SET state = 2, status = NULL, headers = NULL, body = NULL
WHERE organisation_id = $1 AND begun_at < $2 AND state = 1

SELECT erasure_id, as_of_on, started_at, ended_at, started_by, report
FROM erasures
WHERE organisation_id = $1
ORDER BY started_at DESC, erasure_id
LIMIT $2

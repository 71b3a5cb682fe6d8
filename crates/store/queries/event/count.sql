SELECT COUNT(*), MIN(seq), MAX(seq)
FROM events
WHERE organisation_id = $1

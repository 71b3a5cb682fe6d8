SELECT last_seq
FROM organisations
WHERE organisation_id = $1

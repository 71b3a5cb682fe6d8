SELECT
    last_seq,
    COALESCE((SELECT epoch FROM facts_epochs WHERE organisation_id = $1), 0) AS epoch
FROM organisations
WHERE organisation_id = $1

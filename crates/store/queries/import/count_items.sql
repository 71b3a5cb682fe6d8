-- Adds the outcomes of a piece, and completes the file with its last one.
UPDATE imports
SET stored = stored + $3,
    duplicate = duplicate + $4,
    rejected = rejected + $5,
    unmatched = unmatched + $6,
    is_complete = CASE WHEN $7 = 1 THEN 1 ELSE is_complete END,
    findings = $8,
    -- It may have been noted before it was looked at.
    format = $9
WHERE organisation_id = $1 AND import_id = $2

UPDATE follow_ups
SET closed_at = $3, closed_by = $4, outcome = $5, reason = $6
WHERE organisation_id = $1 AND follow_up_id = $2 AND closed_at IS NULL

SELECT report, definition, is_paused, planned_until, changed_at, changed_by
FROM reports
WHERE organisation_id = $1 AND report = $2

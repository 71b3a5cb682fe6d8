INSERT INTO reports (organisation_id, report, definition, is_paused, planned_until, changed_at,
    changed_by)
VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (organisation_id, report) DO UPDATE
SET definition = excluded.definition, is_paused = excluded.is_paused,
    planned_until = excluded.planned_until, changed_at = excluded.changed_at,
    changed_by = excluded.changed_by

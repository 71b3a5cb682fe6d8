-- Events that name a document by its id, its key, its number or its KID.
SELECT
    source, source_id, target_kind, target, target_part,
    occurred_at, learned_at, fact, import_id, import_position
FROM waiting_events
WHERE organisation_id = $1 AND target IN ($2, $3, $4, $5)
ORDER BY learned_at, source, source_id

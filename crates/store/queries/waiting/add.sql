INSERT INTO waiting_events (
    organisation_id, source, source_id, target_kind, target, target_part,
    occurred_at, learned_at, fact, import_id, import_position
)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)

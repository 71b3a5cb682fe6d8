INSERT INTO events (
    organisation_id, seq, document_id, source, source_id, occurred_at, learned_at, fact
)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT (organisation_id, source, source_id) DO NOTHING

INSERT INTO learned_spans (organisation_id, span, learned_max)
VALUES ($1, $2, $3)
ON CONFLICT (organisation_id, span) DO UPDATE
SET learned_max = excluded.learned_max
WHERE excluded.learned_max > learned_spans.learned_max

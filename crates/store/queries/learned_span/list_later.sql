SELECT span
FROM learned_spans
WHERE organisation_id = $1 AND span >= $2 AND learned_max > $3
ORDER BY span
LIMIT $4

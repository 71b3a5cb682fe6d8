DELETE FROM errand_steps
WHERE organisation_id = $1 AND errand_key IN (
    SELECT errand_key FROM errands WHERE organisation_id = $1 AND expires_at <= $2
)

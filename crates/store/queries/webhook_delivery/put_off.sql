-- What comes later of the same document waits with it.
UPDATE webhook_deliveries
SET run_at = $4
WHERE organisation_id = $1
    AND webhook_id = $2
    AND document_id = $3
    AND state = 0
    AND run_at < $4

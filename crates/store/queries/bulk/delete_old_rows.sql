DELETE FROM bulk_rows
WHERE organisation_id = $1
    AND bulk_id IN (
        SELECT b.bulk_id
        FROM bulks AS b
        WHERE b.organisation_id = $1 AND b.asked_at < $2
    )

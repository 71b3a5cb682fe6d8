INSERT INTO import_events (organisation_id, seq, import_id)
VALUES ($1, $2, $3)

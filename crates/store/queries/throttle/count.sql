INSERT INTO throttles (bucket, count, since)
VALUES ($1, 1, $2)
ON CONFLICT (bucket) DO UPDATE SET
    count = CASE WHEN throttles.since <= $3 THEN 1 ELSE throttles.count + 1 END,
    since = CASE WHEN throttles.since <= $3 THEN excluded.since ELSE throttles.since END
RETURNING count, since

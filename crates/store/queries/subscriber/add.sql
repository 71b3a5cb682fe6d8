INSERT INTO report_subscribers (organisation_id, report, address, token, ended_at, bounces)
VALUES ($1, $2, $3, $4, NULL, 0)
ON CONFLICT DO NOTHING

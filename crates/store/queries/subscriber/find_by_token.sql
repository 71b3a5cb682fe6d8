SELECT report, address, token, ended_at, bounces
FROM report_subscribers
WHERE organisation_id = $1 AND token = $2

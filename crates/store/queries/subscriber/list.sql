SELECT report, address, token, ended_at, bounces
FROM report_subscribers
WHERE organisation_id = $1
ORDER BY report, address

SELECT size, bytes
FROM report_file_parts
WHERE organisation_id = $1 AND run_id = $2 AND audience = $3 AND name = $4 AND place = $5

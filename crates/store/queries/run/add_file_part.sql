INSERT INTO report_file_parts (organisation_id, run_id, audience, name, place, size, bytes)
VALUES ($1, $2, $3, $4, $5, $6, $7)

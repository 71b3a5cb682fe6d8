DELETE FROM report_file_parts
WHERE organisation_id = $1 AND run_id = $2 AND substr(audience, 1, 1) <> '~'

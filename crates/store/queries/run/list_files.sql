SELECT audience, name, CAST(SUM(size) AS BIGINT)
FROM report_file_parts
WHERE organisation_id = $1 AND run_id = $2
GROUP BY audience, name
ORDER BY audience, name

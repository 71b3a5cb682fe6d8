-- How many are open and how many of them late, by company and whether they
-- are somebody's own.
SELECT d.company_id,
    CAST(CASE WHEN f.assignee_id = $2 THEN 1 ELSE 0 END AS BIGINT) AS is_own,
    COUNT(*) AS follow_ups,
    CAST(SUM(CASE WHEN f.due_on < $3 THEN 1 ELSE 0 END) AS BIGINT) AS late
FROM follow_ups AS f
JOIN documents AS d ON d.organisation_id = f.organisation_id AND d.document_id = f.document_id
WHERE f.organisation_id = $1 AND f.closed_at IS NULL
GROUP BY d.company_id, CAST(CASE WHEN f.assignee_id = $2 THEN 1 ELSE 0 END AS BIGINT)

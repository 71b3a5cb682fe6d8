SELECT
    f.follow_up_id, f.document_id, f.assignee_id, f.assignee_name, f.note, f.due_on, f.opened_at,
    f.opened_by, f.closed_at, f.closed_by, f.outcome, f.reason, d.company_id
FROM follow_ups AS f
JOIN documents AS d ON d.organisation_id = f.organisation_id AND d.document_id = f.document_id
WHERE f.organisation_id = $1
    AND f.closed_at IS NOT NULL
    AND (f.closed_at, f.follow_up_id) < ($2, $3)
ORDER BY f.closed_at DESC, f.follow_up_id DESC
LIMIT $4

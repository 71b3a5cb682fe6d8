SELECT annotation_id, first_on, last_on, company_id, channel, text, created_by, created_at
FROM annotations
WHERE organisation_id = $1
ORDER BY first_on DESC, annotation_id DESC

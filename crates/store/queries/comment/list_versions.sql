SELECT v.comment_id, v.text, v.replaced_at
FROM comments AS c
JOIN comment_versions AS v
    ON v.organisation_id = c.organisation_id AND v.comment_id = c.comment_id
WHERE c.organisation_id = $1 AND c.document_id = $2
ORDER BY v.comment_id, v.version

-- Keeps the text of a comment as it stands, before it is replaced.
INSERT INTO comment_versions (organisation_id, comment_id, version, text, replaced_at)
SELECT c.organisation_id, c.comment_id, COUNT(v.version) + 1, c.text, $3
FROM comments AS c
LEFT JOIN comment_versions AS v
    ON v.organisation_id = c.organisation_id AND v.comment_id = c.comment_id
WHERE c.organisation_id = $1 AND c.comment_id = $2
GROUP BY c.organisation_id, c.comment_id, c.text

SELECT name, media_type, size, hash, embedded
FROM attachments
WHERE organisation_id = $1 AND document_id = $2
ORDER BY place

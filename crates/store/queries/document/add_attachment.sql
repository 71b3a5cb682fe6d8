INSERT INTO attachments (
    organisation_id, document_id, place, name, media_type, size, hash, embedded
)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)

INSERT INTO annotations (organisation_id, annotation_id, first_on, last_on, company_id, channel, text,
    created_by, created_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)

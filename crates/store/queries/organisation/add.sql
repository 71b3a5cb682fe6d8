-- The slug is unique in the installation without a key that would cross
-- tenants: whoever adds an organisation is alone in writing.
INSERT INTO organisations (organisation_id, slug, name, time_zone, language, is_demo, last_seq)
SELECT $1, $2, $3, $4, $5, $6, 0
WHERE NOT EXISTS (SELECT 1 FROM organisations WHERE slug = $2)

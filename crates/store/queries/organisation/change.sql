UPDATE organisations
SET name = $2, time_zone = $3, language = $4
WHERE organisation_id = $1

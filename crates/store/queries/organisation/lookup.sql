SELECT organisation_id, slug, name, time_zone, language, is_demo
FROM organisations
WHERE organisation_id = $1

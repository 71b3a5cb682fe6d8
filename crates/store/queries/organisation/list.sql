SELECT organisation_id, slug, name, time_zone, language, is_demo
FROM organisations
ORDER BY slug

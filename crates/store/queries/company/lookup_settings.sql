SELECT time_zone, language, channels
FROM company_settings
WHERE organisation_id = $1 AND company_id = $2

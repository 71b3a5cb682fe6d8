INSERT INTO company_settings (organisation_id, company_id, time_zone, language, channels)
VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (organisation_id, company_id)
DO UPDATE SET time_zone = excluded.time_zone, language = excluded.language,
    channels = excluded.channels

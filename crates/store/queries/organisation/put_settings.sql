INSERT INTO organisation_settings (organisation_id, requires_second_factor,
    oidc_issuer, oidc_client, oidc_secret)
VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (organisation_id)
DO UPDATE SET requires_second_factor = excluded.requires_second_factor,
    oidc_issuer = excluded.oidc_issuer, oidc_client = excluded.oidc_client,
    oidc_secret = excluded.oidc_secret

SELECT requires_second_factor, oidc_issuer, oidc_client, oidc_secret
FROM organisation_settings
WHERE organisation_id = $1

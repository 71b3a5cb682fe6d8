INSERT INTO retention_rules (
    organisation_id, retention_rule_id, place, company_id, channel, kind, months, from_on, created_at
)
VALUES (
    $1, $2,
    (SELECT COALESCE(MAX(place), 0) + 1 FROM retention_rules WHERE organisation_id = $1),
    $3, $4, $5, $6, $7, $8
)

SELECT retention_rule_id, company_id, channel, kind, months, from_on, created_at
FROM retention_rules
WHERE organisation_id = $1
ORDER BY place

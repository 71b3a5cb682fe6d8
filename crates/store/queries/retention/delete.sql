DELETE FROM retention_rules
WHERE organisation_id = $1 AND retention_rule_id = $2

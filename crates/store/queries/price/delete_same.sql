DELETE FROM prices
WHERE organisation_id = $1 AND channel = $2 AND valid_from = $3
    AND company_id IS NOT DISTINCT FROM $4

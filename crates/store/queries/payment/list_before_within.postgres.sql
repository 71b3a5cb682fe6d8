SELECT value_on, payment_id
FROM payments p
WHERE p.organisation_id = $1
    AND (CAST($2 AS BIGINT) = 0 OR (CAST($2 AS BIGINT) = 1) = (p.document_id IS NOT NULL))
    AND (CAST($3 AS TEXT) IS NULL OR p.found_by LIKE $3 ESCAPE '!')
    -- The ids stand between spaces; a payment of no company is between two.
    AND CAST($4 AS TEXT) LIKE '% ' || upper(replace(CAST(COALESCE(
        (SELECT d.company_id FROM documents d
            WHERE d.organisation_id = p.organisation_id AND d.document_id = p.document_id),
        p.company_id
    ) AS TEXT), '-', '')) || ' %'
    AND (value_on, payment_id) > ($5, $6)
ORDER BY value_on, payment_id
LIMIT $7

-- Documents with this number that a credit note of the same company to the
-- same customer may cover. Two are enough to know that it is not clear which.
SELECT document_id, currency
FROM documents
WHERE organisation_id = $1 AND number = $2 AND company_id = $3 AND customer_id = $4 AND kind = $5
LIMIT 2

UPDATE payments
SET document_id = $3, round = $4, by_hand = $5
WHERE organisation_id = $1 AND payment_id = $2

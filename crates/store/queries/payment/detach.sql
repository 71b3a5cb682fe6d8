UPDATE payments
SET document_id = NULL, by_hand = 0, hands_off = 1
WHERE organisation_id = $1 AND payment_id = $2

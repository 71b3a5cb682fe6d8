SELECT w.document_id, d.company_id, d.channel, d.kind, d.received_at
FROM withdrawn_documents AS w, documents AS d
WHERE w.organisation_id = $1
    AND w.seq > $2
    AND d.organisation_id = $1
    AND d.document_id = w.document_id
    AND d.customer_id <> $3
ORDER BY w.seq
LIMIT $4

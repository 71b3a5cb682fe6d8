-- What a credit note covers, by the key under which the record noted it.
SELECT seq, document_id
FROM events
WHERE organisation_id = $1 AND source = 'utsyn' AND source_id >= $2 AND source_id < $3
ORDER BY seq

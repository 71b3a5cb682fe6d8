-- A withdrawn document goes by no number, no KID and no key any more, so that
-- the same can be told anew.
UPDATE documents
SET number = '', kid = NULL, source_id = source_id || ' (withdrawn ' || $3 || ')'
WHERE organisation_id = $1 AND document_id = $2

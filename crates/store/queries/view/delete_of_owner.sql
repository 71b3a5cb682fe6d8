-- What is shared stays with those who have it.
DELETE FROM views
WHERE organisation_id = $1 AND owner_id = $2 AND is_shared = 0

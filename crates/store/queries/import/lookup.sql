SELECT
    import_id, name, hash, size, format, received_at, user_id, is_complete, findings,
    stored, duplicate, rejected, unmatched
FROM imports
WHERE organisation_id = $1 AND import_id = $2

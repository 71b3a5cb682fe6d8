-- Nobody's list opens with what only one person has.
DELETE FROM default_views
WHERE organisation_id = $1
    AND view_id IN (
        SELECT v.view_id
        FROM views AS v
        WHERE v.organisation_id = $1 AND v.owner_id = $2 AND v.is_shared = 0
    )

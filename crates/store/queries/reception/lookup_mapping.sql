SELECT mapping
FROM table_mappings
WHERE organisation_id = $1 AND shape = $2

DELETE FROM throttles
WHERE since <= $1

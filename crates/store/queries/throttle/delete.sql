DELETE FROM throttles
WHERE bucket = $1

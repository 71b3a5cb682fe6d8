-- Somebody who was mentioned.

INSERT INTO comment_mentions (organisation_id, comment_id, user_id, user_name, mentioned_at) VALUES
    (X'01000000000070008000000000000001', X'01000000000070008000000000000028', X'01000000000070008000000000000041', 'Ola Nordmann', 1793610600000000);

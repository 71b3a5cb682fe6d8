-- On which days an amount was settled.

ALTER TABLE standings ADD COLUMN closed_at BIGINT;
-- What settled the amount, as JSON, where that was more than one thing.
ALTER TABLE standings ADD COLUMN parts TEXT COLLATE "C";

-- Near enough until `utsyn rebuild-facts` folds these anew. 7 and 8 are
-- credited and cancelled.
UPDATE standings SET closed_at = changed_at WHERE payment IN (7, 8);

-- Snapshots know nothing of this.
INSERT INTO facts_epochs (organisation_id, epoch)
SELECT organisation_id, 1 FROM organisations WHERE true
ON CONFLICT (organisation_id) DO UPDATE SET epoch = facts_epochs.epoch + 1;

INSERT INTO facts_epochs (organisation_id, epoch)
VALUES ($1, 1)
ON CONFLICT (organisation_id) DO UPDATE SET epoch = facts_epochs.epoch + 1

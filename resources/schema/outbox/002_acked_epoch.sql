-- minimum compatible version: 1
-- The epoch of the server that acknowledged an operation: one that was restored from an older copy since may have lost it.

ALTER TABLE operation ADD COLUMN acked_epoch TEXT NOT NULL DEFAULT '';

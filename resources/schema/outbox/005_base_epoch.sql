-- minimum compatible version: 1
-- The epoch of the server that had the revision which an edit was made on: one that was restored from an older copy since does
-- not follow from it.

ALTER TABLE operation ADD COLUMN base_epoch TEXT NOT NULL DEFAULT '';

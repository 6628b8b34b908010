-- minimum compatible version: 1
-- The same of a draft: the epoch of the server that had the revision which it was begun on.

ALTER TABLE draft ADD COLUMN base_epoch TEXT NOT NULL DEFAULT '';

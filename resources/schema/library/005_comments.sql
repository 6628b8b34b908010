-- minimum compatible version: 3
-- How many comments a track's song has, for its column in the lists.

ALTER TABLE track_words ADD COLUMN comments INTEGER;  -- when the village last told; NULL while it never did

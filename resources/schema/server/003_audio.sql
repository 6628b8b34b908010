-- minimum compatible version: 1
-- The sound of a song, where the village has it: a file of GET /v1/blobs/{sha256}.
ALTER TABLE song ADD COLUMN audio_blob TEXT NOT NULL DEFAULT '';  -- SHA-256 in hex; empty: none
ALTER TABLE song ADD COLUMN audio_type TEXT NOT NULL DEFAULT '';
ALTER TABLE song ADD COLUMN audio_size INTEGER NOT NULL DEFAULT 0;
CREATE INDEX song_audio ON song(id) WHERE audio_blob <> '';

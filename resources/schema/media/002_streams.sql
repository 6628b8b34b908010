-- minimum compatible version: 1
-- Streams: which version of an address' content the bytes are of, and what is kept offline.

-- The ETag (strong) or Last-Modified that the bytes came with; empty for what has none.
ALTER TABLE object ADD COLUMN validator TEXT NOT NULL DEFAULT '';

-- What the person asked to have available offline. Its bytes are the object of the same key, which is pinned.
CREATE TABLE kept(
  key TEXT PRIMARY KEY,
  place INTEGER NOT NULL,                 -- in the list: the order of asking
  url TEXT NOT NULL,
  title TEXT NOT NULL DEFAULT '',
  expected INTEGER NOT NULL DEFAULT 0,    -- bytes, as whoever asked knew them; 0: unknown
  state TEXT NOT NULL CHECK(state IN ('queued', 'paused', 'kept', 'failed')),
  reason TEXT NOT NULL DEFAULT ''         -- of a failure: one sentence
) STRICT, WITHOUT ROWID;
CREATE INDEX kept_order ON kept(place);

-- quota: the bytes that media.db may hold, not counting what is pinned.
CREATE TABLE setting(
  key TEXT PRIMARY KEY,
  value ANY NOT NULL
) STRICT, WITHOUT ROWID;

-- Audio and covers in chunks of 256 KiB, keyed by what they are. Everything here can be fetched again.

CREATE TABLE object(
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  size INTEGER,                           -- bytes; NULL until it is known
  stored INTEGER NOT NULL DEFAULT 0,      -- bytes of the chunks that are here
  pinned INTEGER NOT NULL DEFAULT 0,      -- never evicted
  last_used INTEGER NOT NULL              -- a counter, not a time: the larger, the later
) STRICT;
CREATE INDEX object_by_use ON object(last_used);

CREATE TABLE chunk(
  object_id INTEGER NOT NULL REFERENCES object(id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY(object_id, number)
) STRICT;

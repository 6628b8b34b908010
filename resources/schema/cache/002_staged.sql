-- minimum compatible version: 1
-- Staged pages keep what a comment is sorted by, so that applying a scope reads no document again.

DROP TABLE staged;
CREATE TABLE staged (
    scope TEXT NOT NULL,
    type TEXT NOT NULL,
    id TEXT NOT NULL,
    rev INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    deleted INTEGER NOT NULL,
    body TEXT NOT NULL,
    parent_id TEXT,
    at_ms INTEGER,
    created_at INTEGER,
    warmth INTEGER,
    PRIMARY KEY (scope, type, id)
) STRICT, WITHOUT ROWID;

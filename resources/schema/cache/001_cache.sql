-- What the village said. All of it can be fetched again.
-- minimum compatible version: 1

CREATE TABLE scope (
    name TEXT PRIMARY KEY,
    cursor TEXT NOT NULL,
    epoch TEXT NOT NULL,
    seq INTEGER NOT NULL,
    generation INTEGER NOT NULL,
    checksum INTEGER NOT NULL,   -- api/checksum.h, its 64 bits
    limited INTEGER NOT NULL,
    fetched_at INTEGER NOT NULL
) STRICT;

CREATE TABLE entity (
    scope TEXT NOT NULL,
    type TEXT NOT NULL,
    id TEXT NOT NULL,
    rev INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    generation INTEGER NOT NULL,
    body TEXT NOT NULL,
    parent_id TEXT,              -- these four: comments
    at_ms INTEGER,
    created_at INTEGER,
    warmth INTEGER,              -- likes and hugs
    PRIMARY KEY (scope, type, id)
) STRICT;
CREATE INDEX comment_newest ON entity (scope, parent_id, created_at DESC) WHERE type = 'comment';
CREATE INDEX comment_loved ON entity (scope, parent_id, warmth DESC, created_at DESC) WHERE type = 'comment';

-- Pages of a scope whose fetch is not complete.
CREATE TABLE staged (
    scope TEXT NOT NULL,
    type TEXT NOT NULL,
    id TEXT NOT NULL,
    rev INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    deleted INTEGER NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (scope, type, id)
) STRICT;

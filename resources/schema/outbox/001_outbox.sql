-- What the person wrote and no server has acknowledged. Nothing here can be fetched again.
-- minimum compatible version: 1

-- Everyone who ever signed in here. Tokens are kept elsewhere (the system's keychain).
CREATE TABLE account (
    id TEXT PRIMARY KEY,
    server TEXT NOT NULL,
    community TEXT NOT NULL DEFAULT '',
    user_id TEXT NOT NULL,
    name TEXT NOT NULL,
    display_name TEXT NOT NULL,
    is_current INTEGER NOT NULL DEFAULT 0,
    used_at INTEGER NOT NULL DEFAULT 0
) STRICT;

-- One row an operation; sync/outbox_entry.h tells what each column means. It names no account by reference: an account may be
-- forgotten while its words are kept.
CREATE TABLE operation (
    op_id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL,
    scope TEXT NOT NULL,
    entity_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    args TEXT NOT NULL,
    base_rev INTEGER NOT NULL DEFAULT 0,
    base_document TEXT,
    state INTEGER NOT NULL DEFAULT 0,
    attempts INTEGER NOT NULL DEFAULT 0,
    place INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    not_before INTEGER NOT NULL DEFAULT 0,
    code TEXT NOT NULL DEFAULT '',
    message TEXT NOT NULL DEFAULT '',
    blocked_by TEXT,
    acked_seq INTEGER NOT NULL DEFAULT 0,
    acked_rev INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX operation_scope ON operation (scope, place);

-- Edits of a document that crossed, until the person decides.
CREATE TABLE conflict (
    op_id TEXT PRIMARY KEY,
    base TEXT,
    mine TEXT NOT NULL,
    theirs TEXT NOT NULL,
    theirs_rev INTEGER NOT NULL,
    found_at INTEGER NOT NULL
) STRICT;

-- What is being written and not published: kind is 'translation' (id: the translation's) or 'comment' (id: the song's).
CREATE TABLE draft (
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    song_id TEXT NOT NULL,
    lyrics_id TEXT,
    lang TEXT NOT NULL DEFAULT '',
    base_rev INTEGER NOT NULL DEFAULT 0,
    base_lyrics_rev INTEGER NOT NULL DEFAULT 0,
    body TEXT NOT NULL,
    base_body TEXT,
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (kind, id)
) STRICT;
CREATE INDEX draft_song ON draft (song_id);

-- Songs that were met here before any server knew of them, under ids made here. `fingerprint` is their folded title, artist,
-- album and length in seconds. `known` from the moment the server has it; `renamed_to` where it had it under another id.
CREATE TABLE local_song (
    song_id TEXT PRIMARY KEY,
    fingerprint TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    artist TEXT NOT NULL,
    album TEXT NOT NULL,
    duration_ms INTEGER NOT NULL,
    mbid TEXT NOT NULL,
    isrc TEXT NOT NULL,
    known INTEGER NOT NULL DEFAULT 0,
    renamed_to TEXT
) STRICT;

-- What is kept offline on purpose.
CREATE TABLE pin (
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (kind, id)
) STRICT;

-- minimum compatible version: 1
-- The community server's database. Ids are UUID text, times are milliseconds since 1970-01-01 UTC.

-- What the server knows of itself: epoch, cursor_key, community_name, description.
CREATE TABLE setting(
  key TEXT PRIMARY KEY,
  value ANY NOT NULL
) STRICT, WITHOUT ROWID;

-- ---------------------------------------------------------------- people and their sessions

CREATE TABLE person(
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  skeleton TEXT NOT NULL UNIQUE,            -- UTS 39: no two names that look alike
  display_name TEXT NOT NULL,
  lang TEXT NOT NULL DEFAULT '',
  about TEXT NOT NULL DEFAULT '',
  role TEXT NOT NULL DEFAULT 'member' CHECK(role IN ('member', 'reviewer', 'moderator', 'admin')),
  password_hash TEXT,                       -- argon2id with its parameters; NULL: cannot sign in
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- A family is one sign-in on one device; it ends as a whole.
CREATE TABLE session(
  family TEXT PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES person(id) ON DELETE CASCADE,
  device TEXT NOT NULL,
  generation INTEGER NOT NULL,              -- of its newest refresh token
  created_at INTEGER NOT NULL,
  used_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX session_person ON session(person_id);

-- SHA-256 of each token; the tokens themselves are nowhere. A spent refresh token stays, so that its reuse is noticed.
CREATE TABLE token(
  hash BLOB PRIMARY KEY,
  family TEXT NOT NULL REFERENCES session(family) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK(kind IN ('access', 'refresh')),
  generation INTEGER NOT NULL,
  spent INTEGER NOT NULL DEFAULT 0,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX token_family ON token(family, kind, generation);
CREATE INDEX token_expiry ON token(expires_at);

-- ---------------------------------------------------------------- songs

CREATE TABLE song(
  id TEXT PRIMARY KEY,
  title TEXT NOT NULL,
  artist TEXT NOT NULL DEFAULT '',
  album TEXT NOT NULL DEFAULT '',
  duration_ms INTEGER NOT NULL DEFAULT 0,
  mbid TEXT NOT NULL DEFAULT '',
  isrc TEXT NOT NULL DEFAULT '',
  title_key TEXT NOT NULL,                  -- folded, for matching
  artist_key TEXT NOT NULL,
  album_key TEXT NOT NULL,
  comment_count INTEGER NOT NULL DEFAULT 0,
  created_by TEXT REFERENCES person(id) ON DELETE SET NULL,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX song_title ON song(title_key, artist_key);
CREATE INDEX song_mbid ON song(mbid) WHERE mbid <> '';
CREATE INDEX song_isrc ON song(isrc) WHERE isrc <> '';

-- An id that a client proposed for a song which the village knew already.
CREATE TABLE song_alias(
  alias TEXT PRIMARY KEY,
  song_id TEXT NOT NULL REFERENCES song(id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- ---------------------------------------------------------------- talk

CREATE TABLE comment(
  id TEXT PRIMARY KEY,
  song_id TEXT NOT NULL REFERENCES song(id) ON DELETE CASCADE,
  parent_id TEXT REFERENCES comment(id),
  author_id TEXT REFERENCES person(id) ON DELETE SET NULL,
  text TEXT NOT NULL,
  lang TEXT NOT NULL DEFAULT '',
  at_ms INTEGER,
  line_id TEXT,
  rev INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  edited_at INTEGER NOT NULL DEFAULT 0,
  likes INTEGER NOT NULL DEFAULT 0,
  hugs INTEGER NOT NULL DEFAULT 0,
  reply_count INTEGER NOT NULL DEFAULT 0,
  state TEXT NOT NULL DEFAULT 'visible' CHECK(state IN ('visible', 'held', 'removed')),
  gone INTEGER NOT NULL DEFAULT 0           -- 1: deleted; only its id is kept, so that it cannot come back
) STRICT, WITHOUT ROWID;
CREATE INDEX comment_new ON comment(song_id, created_at DESC, id DESC) WHERE parent_id IS NULL AND gone = 0;
CREATE INDEX comment_replies ON comment(parent_id, created_at, id) WHERE parent_id IS NOT NULL AND gone = 0;

-- A set: one row a person, comment and kind; taken back means is_on = 0.
CREATE TABLE reaction(
  comment_id TEXT NOT NULL REFERENCES comment(id) ON DELETE CASCADE,
  person_id TEXT NOT NULL REFERENCES person(id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK(kind IN ('like', 'hug')),
  is_on INTEGER NOT NULL,
  rev INTEGER NOT NULL DEFAULT 1,
  PRIMARY KEY(comment_id, person_id, kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE story(
  id TEXT PRIMARY KEY,
  song_id TEXT NOT NULL REFERENCES song(id) ON DELETE CASCADE,
  title TEXT NOT NULL,
  text TEXT NOT NULL,
  lang TEXT NOT NULL DEFAULT '',
  source_kind TEXT NOT NULL CHECK(source_kind IN ('artist_said', 'press', 'memory', 'reading')),
  source_note TEXT NOT NULL DEFAULT '',
  author_id TEXT REFERENCES person(id) ON DELETE SET NULL,
  translator_id TEXT REFERENCES person(id) ON DELETE SET NULL,
  translation_of TEXT REFERENCES story(id) ON DELETE SET NULL,
  pinned INTEGER NOT NULL DEFAULT 0,
  rev INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX story_song ON story(song_id, created_at);

CREATE TABLE story_vote(
  story_id TEXT NOT NULL REFERENCES story(id) ON DELETE CASCADE,
  person_id TEXT NOT NULL REFERENCES person(id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK(kind IN ('support', 'dispute', 'love')),
  PRIMARY KEY(story_id, kind, person_id)
) STRICT, WITHOUT ROWID;

-- ---------------------------------------------------------------- words

CREATE TABLE lyrics(
  id TEXT PRIMARY KEY,
  song_id TEXT NOT NULL REFERENCES song(id) ON DELETE CASCADE,
  lang TEXT NOT NULL,
  rev INTEGER NOT NULL                      -- the newest revision
) STRICT, WITHOUT ROWID;
CREATE INDEX lyrics_song ON lyrics(song_id);

CREATE TABLE lyrics_revision(
  lyrics_id TEXT NOT NULL REFERENCES lyrics(id) ON DELETE CASCADE,
  rev INTEGER NOT NULL,
  document TEXT NOT NULL,
  author_id TEXT REFERENCES person(id) ON DELETE SET NULL,
  source TEXT NOT NULL DEFAULT '',
  licence TEXT NOT NULL DEFAULT '',
  created_at INTEGER NOT NULL,
  PRIMARY KEY(lyrics_id, rev)
) STRICT;

CREATE TABLE translation(
  id TEXT PRIMARY KEY,
  lyrics_id TEXT NOT NULL REFERENCES lyrics(id) ON DELETE CASCADE,
  song_id TEXT NOT NULL REFERENCES song(id) ON DELETE CASCADE,
  lang TEXT NOT NULL,
  rev INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX translation_song ON translation(song_id);

CREATE TABLE translation_revision(
  translation_id TEXT NOT NULL REFERENCES translation(id) ON DELETE CASCADE,
  rev INTEGER NOT NULL,
  base_lyrics_rev INTEGER NOT NULL,
  document TEXT NOT NULL,
  author_id TEXT REFERENCES person(id) ON DELETE SET NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY(translation_id, rev)
) STRICT;

-- ---------------------------------------------------------------- sync

CREATE TABLE scope(
  id TEXT PRIMARY KEY,
  head INTEGER NOT NULL DEFAULT 0,
  checksum INTEGER NOT NULL DEFAULT 0,      -- the 64 bits of api/checksum.h over the live entities
  purged_to INTEGER NOT NULL DEFAULT 0      -- tombstones up to here are gone: an older cursor starts anew
) STRICT, WITHOUT ROWID;

-- The change feed: one row an entity with its latest seq, so it is bounded by entities and needs no compaction.
CREATE TABLE change(
  scope TEXT NOT NULL,
  type TEXT NOT NULL,
  entity TEXT NOT NULL,
  rev INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0,
  changed_at INTEGER NOT NULL,
  PRIMARY KEY(scope, type, entity)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX change_feed ON change(scope, seq);
CREATE INDEX change_tombstone ON change(changed_at) WHERE deleted = 1;

-- Each operation's result, so that a repeat gets the same answer.
CREATE TABLE operation(
  op_id TEXT PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES person(id) ON DELETE CASCADE,
  result TEXT NOT NULL,
  done_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX operation_age ON operation(done_at);

-- The user's own library. Times are milliseconds since 1970 UTC. Paths are the file system's own bytes, because a name
-- need not be UTF-8.

CREATE TABLE folder(
  id INTEGER PRIMARY KEY,
  path BLOB NOT NULL UNIQUE,
  added_ms INTEGER NOT NULL,
  online INTEGER NOT NULL DEFAULT 1       -- 0 while its disk or folder is away: its tracks are kept
) STRICT;

CREATE TABLE track(
  id INTEGER PRIMARY KEY,
  folder_id INTEGER REFERENCES folder(id) ON DELETE CASCADE,  -- NULL for a file opened by itself
  path BLOB NOT NULL UNIQUE,
  size INTEGER NOT NULL,
  modified_ms INTEGER NOT NULL,
  added_ms INTEGER NOT NULL,
  online INTEGER NOT NULL DEFAULT 1,
  title TEXT NOT NULL,                    -- the file's name where the tag has none
  artist TEXT NOT NULL DEFAULT '',
  album TEXT NOT NULL DEFAULT '',
  album_artist TEXT NOT NULL DEFAULT '',
  genre TEXT NOT NULL DEFAULT '',
  track_no INTEGER NOT NULL DEFAULT 0,
  disc_no INTEGER NOT NULL DEFAULT 0,
  year INTEGER NOT NULL DEFAULT 0,
  duration_ms INTEGER NOT NULL DEFAULT 0,
  codec TEXT NOT NULL DEFAULT '',
  bitrate_kbps INTEGER NOT NULL DEFAULT 0,
  sample_rate_hz INTEGER NOT NULL DEFAULT 0,
  channels INTEGER NOT NULL DEFAULT 0,
  cover_key TEXT NOT NULL DEFAULT '',
  recording_mbid TEXT NOT NULL DEFAULT '',
  isrc TEXT NOT NULL DEFAULT '',
  acoustid TEXT NOT NULL DEFAULT '',
  error TEXT NOT NULL DEFAULT '',         -- why the file cannot be read; empty when it can
  title_sort TEXT NOT NULL,
  artist_sort TEXT NOT NULL DEFAULT '',
  album_sort TEXT NOT NULL DEFAULT ''
) STRICT;

-- The two orders that a person sees first; each other order sorts when asked for.
CREATE INDEX track_by_title ON track(title_sort);
CREATE INDEX track_by_artist ON track(artist_sort, album_sort, disc_no, track_no);

-- rowid is track.id. The text is folded and split before it comes here (base/text_fold.h).
CREATE VIRTUAL TABLE track_search USING fts5(
  title, artist, album, romanised,
  content='', contentless_delete=1, detail='full', prefix='1 2 3', tokenize="unicode61 remove_diacritics 0"
);

CREATE TRIGGER track_gone AFTER DELETE ON track BEGIN
  DELETE FROM track_search WHERE rowid = old.id;
END;

CREATE TABLE cover(
  key TEXT PRIMARY KEY,                   -- a digest of the picture's bytes
  path BLOB NOT NULL,                     -- an audio file that embeds it, or the picture itself
  embedded INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE waveform(
  track_id INTEGER PRIMARY KEY REFERENCES track(id) ON DELETE CASCADE,
  modified_ms INTEGER NOT NULL,           -- of the file when it was analysed
  bytes BLOB NOT NULL
) STRICT;

CREATE TABLE track_song(
  track_id INTEGER PRIMARY KEY REFERENCES track(id) ON DELETE CASCADE,
  song_id TEXT NOT NULL,
  evidence TEXT NOT NULL                  -- why the village took it for this song
) STRICT;
CREATE INDEX track_song_by_song ON track_song(song_id);

CREATE TABLE track_words(
  track_id INTEGER PRIMARY KEY REFERENCES track(id) ON DELETE CASCADE,
  flags INTEGER NOT NULL                  -- 1 lyrics, 2 synced lyrics, 4 translation, 8 story
) STRICT;

CREATE TABLE track_play(
  track_id INTEGER PRIMARY KEY REFERENCES track(id) ON DELETE CASCADE,
  last_played_ms INTEGER NOT NULL,
  play_count INTEGER NOT NULL
) STRICT;

CREATE TABLE setting(
  key TEXT PRIMARY KEY,
  value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- How loud tracks are: from their tags, and measured once for each file together with waveforms and fingerprint.

ALTER TABLE track ADD COLUMN track_gain_db REAL;  -- to -18 LUFS (ReplayGain 2); NULL where the tags say nothing
ALTER TABLE track ADD COLUMN album_gain_db REAL;
ALTER TABLE track ADD COLUMN track_peak REAL;     -- 1 is full scale
ALTER TABLE track ADD COLUMN album_peak REAL;

-- The next scan reads every file once more, for these.
UPDATE track SET size = -1 WHERE folder_id IS NOT NULL;

CREATE INDEX track_by_album ON track(album);

DROP TABLE waveform;

CREATE TABLE analysis(
  track_id INTEGER PRIMARY KEY REFERENCES track(id) ON DELETE CASCADE,
  size INTEGER NOT NULL,                  -- of the file when it was measured: when it changes it is measured anew
  modified_ms INTEGER NOT NULL,
  error TEXT NOT NULL DEFAULT '',         -- why it could not be measured; empty when it was
  integrated_lufs REAL,                   -- these three are NULL for silence
  range_lu REAL,
  true_peak REAL,
  album_lufs REAL,                        -- of its whole album, once all of that was measured
  album_peak REAL,
  fingerprint TEXT NOT NULL DEFAULT '',   -- Chromaprint, of the first 120 s
  waveform BLOB,
  detail BLOB
) STRICT;

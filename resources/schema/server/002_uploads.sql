-- minimum compatible version: 1
-- Who began which upload, and how large it said to be: what a person's quota is counted from.
CREATE TABLE upload(
  digest TEXT PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES person(id) ON DELETE CASCADE,
  bytes INTEGER NOT NULL,
  begun_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX upload_person ON upload(person_id);

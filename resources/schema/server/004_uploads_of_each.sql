-- Each person brings a file by themselves: two may be at the same one. When it is whole, one booking of it is left.
CREATE TABLE upload_of_each(
  digest TEXT NOT NULL,
  person_id TEXT NOT NULL REFERENCES person(id) ON DELETE CASCADE,
  bytes INTEGER NOT NULL,
  begun_at INTEGER NOT NULL,
  PRIMARY KEY(digest, person_id)
) STRICT, WITHOUT ROWID;
INSERT INTO upload_of_each(digest, person_id, bytes, begun_at) SELECT digest, person_id, bytes, begun_at FROM upload;
DROP TABLE upload;
ALTER TABLE upload_of_each RENAME TO upload;
CREATE INDEX upload_person ON upload(person_id);

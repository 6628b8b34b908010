-- minimum compatible version: 4
-- Other words for an approved line of a translation: one a person and line, until the line says them or somebody who may
-- takes them away.
CREATE TABLE suggestion(
  id TEXT PRIMARY KEY,
  translation_id TEXT NOT NULL REFERENCES translation(id) ON DELETE CASCADE,
  line_id TEXT NOT NULL,
  author_id TEXT NOT NULL REFERENCES person(id) ON DELETE CASCADE,
  text TEXT NOT NULL,
  rev INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  gone INTEGER NOT NULL DEFAULT 0,          -- 1: settled or taken away; its revision is kept
  UNIQUE(translation_id, line_id, author_id)
) STRICT, WITHOUT ROWID;

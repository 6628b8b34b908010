-- minimum compatible version: 1
-- Whether the community lets this person approve what others translated, as it said last.
ALTER TABLE account ADD COLUMN may_approve INTEGER NOT NULL DEFAULT 0;

-- minimum compatible version: 1
ALTER TABLE note ADD COLUMN colour TEXT NOT NULL DEFAULT 'blue';

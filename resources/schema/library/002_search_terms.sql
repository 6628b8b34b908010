-- minimum compatible version: 1
-- The words of the search index in their order, for finding those that begin like what was typed.

CREATE VIRTUAL TABLE track_term USING fts5vocab(track_search, 'instance');

-- minimum compatible version: 3
-- Beginnings of four letters get an index of their own: without one, FTS5 gathers all tracks of all words that begin so
-- before it gives the first.
--
-- The index does not keep its text, but all of its words with their places: it is made anew from these, in quarters, so
-- that not all of a large library lies in memory at once.

CREATE VIRTUAL TABLE track_search_new USING fts5(
  title, artist, album, romanised,
  content='', contentless_delete=1, detail='full', prefix='1 2 3 4', tokenize="unicode61 remove_diacritics 0"
);

INSERT INTO track_search_new(rowid, title, artist, album, romanised)
SELECT doc,
  group_concat(term, ' ' ORDER BY offset) FILTER (WHERE col = 'title'),
  group_concat(term, ' ' ORDER BY offset) FILTER (WHERE col = 'artist'),
  group_concat(term, ' ' ORDER BY offset) FILTER (WHERE col = 'album'),
  group_concat(term, ' ' ORDER BY offset) FILTER (WHERE col = 'romanised')
FROM track_term WHERE doc % 4 = 0 GROUP BY doc;

INSERT INTO track_search_new(rowid, title, artist, album, romanised)
SELECT doc,
  group_concat(term, ' ' ORDER BY offset) FILTER (WHERE col = 'title'),
  group_concat(term, ' ' ORDER BY offset) FILTER (WHERE col = 'artist'),
  group_concat(term, ' ' ORDER BY offset) FILTER (WHERE col = 'album'),
  group_concat(term, ' ' ORDER BY offset) FILTER (WHERE col = 'romanised')
FROM track_term WHERE doc % 4 = 1 GROUP BY doc;

INSERT INTO track_search_new(rowid, title, artist, album, romanised)
SELECT doc,
  group_concat(term, ' ' ORDER BY offset) FILTER (WHERE col = 'title'),
  group_concat(term, ' ' ORDER BY offset) FILTER (WHERE col = 'artist'),
  group_concat(term, ' ' ORDER BY offset) FILTER (WHERE col = 'album'),
  group_concat(term, ' ' ORDER BY offset) FILTER (WHERE col = 'romanised')
FROM track_term WHERE doc % 4 = 2 GROUP BY doc;

INSERT INTO track_search_new(rowid, title, artist, album, romanised)
SELECT doc,
  group_concat(term, ' ' ORDER BY offset) FILTER (WHERE col = 'title'),
  group_concat(term, ' ' ORDER BY offset) FILTER (WHERE col = 'artist'),
  group_concat(term, ' ' ORDER BY offset) FILTER (WHERE col = 'album'),
  group_concat(term, ' ' ORDER BY offset) FILTER (WHERE col = 'romanised')
FROM track_term WHERE doc % 4 = 3 GROUP BY doc;

DROP TRIGGER track_gone;
DROP TABLE track_term;
DROP TABLE track_search;
ALTER TABLE track_search_new RENAME TO track_search;

CREATE TRIGGER track_gone AFTER DELETE ON track BEGIN
  DELETE FROM track_search WHERE rowid = old.id;
END;

CREATE VIRTUAL TABLE track_term USING fts5vocab(track_search, 'instance');

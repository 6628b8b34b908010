-- minimum compatible version: 1
-- `known` and `renamed_to` of a song are the word of the community that is signed in to, and forgotten when another one is.
-- known: 0 no community has it under this id, 1 the one that is signed in to has it, 2 only others have.

-- Where there were several, nobody wrote down which of them said it.
DELETE FROM local_song WHERE fingerprint = song_id AND (SELECT count(DISTINCT server) FROM account) > 1;
UPDATE local_song SET known = CASE WHEN known = 1 AND renamed_to IS NULL THEN 2 ELSE 0 END, renamed_to = NULL
    WHERE (SELECT count(DISTINCT server) FROM account) > 1;

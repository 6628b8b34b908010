-- minimum compatible version: 7
-- Whose a draft is: the account that wrote it, '' of nobody, as when it was written after signing out; the next account that
-- signs in takes these up (adopted). The ones that there are belong to the account in use, decisions to their operation's.

ALTER TABLE account ADD COLUMN signed_out INTEGER NOT NULL DEFAULT 0;

CREATE TABLE draft_of_account (
    account_id TEXT NOT NULL DEFAULT '',
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    song_id TEXT NOT NULL,
    lyrics_id TEXT,
    lang TEXT NOT NULL DEFAULT '',
    base_rev INTEGER NOT NULL DEFAULT 0,
    base_lyrics_rev INTEGER NOT NULL DEFAULT 0,
    body TEXT NOT NULL,
    base_body TEXT,
    updated_at INTEGER NOT NULL,
    base_epoch TEXT NOT NULL DEFAULT '',
    adopted INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (account_id, kind, id)
) STRICT;
INSERT INTO draft_of_account (account_id, kind, id, song_id, lyrics_id, lang, base_rev, base_lyrics_rev, body, base_body,
                              updated_at, base_epoch)
    SELECT coalesce(CASE kind WHEN 'conflict' THEN (SELECT account_id FROM operation WHERE op_id = draft.id) END,
                    (SELECT id FROM account WHERE is_current = 1), ''),
           kind, id, song_id, lyrics_id, lang, base_rev, base_lyrics_rev, body, base_body, updated_at, base_epoch
    FROM draft;
DROP TABLE draft;
ALTER TABLE draft_of_account RENAME TO draft;
CREATE INDEX draft_song ON draft (song_id);

#include "sync/qt/outbox_tables.h"

#include "sync/qt/json_text.h"

namespace groundswell::sync::outbox {

using namespace Qt::StringLiterals;

namespace {

// What local_song.known says; 0: no community has the song under this id.
constexpr int knownHere = 1;
constexpr int knownElsewhere = 2;

constexpr auto operationColumns =
    "SELECT op_id, account_id, scope, entity_id, kind, args, base_rev, base_document, state, attempts, "
    "place, created_at, not_before, code, message, blocked_by, acked_seq, acked_rev, acked_epoch, base_epoch "
    "FROM operation ";

OutboxEntry readEntry(const store::Statement& row)
{
    OutboxEntry entry;
    entry.operation.opId = row.id<OperationId>(0);
    entry.account = row.id<AccountId>(1);
    entry.operation.scope = row.text(2);
    entry.operation.entityId = row.text(3);
    entry.operation.kind = row.text(4);
    entry.operation.args = jsonObject(row.text(5));
    entry.operation.baseRev = row.integer(6);
    entry.baseDocument = jsonObject(row.text(7));
    entry.state = static_cast<EntryState>(row.smallInteger(8));
    entry.attempts = row.smallInteger(9);
    entry.order = row.integer(10);
    entry.createdAt = row.integer(11);
    entry.notBefore = row.integer(12);
    entry.code = row.text(13);
    entry.message = row.text(14);
    entry.blockedBy = row.id<OperationId>(15);
    entry.ackedSeq = row.integer(16);
    entry.ackedRev = row.integer(17);
    entry.ackedEpoch = row.text(18);
    entry.baseEpoch = row.text(19);
    return entry;
}

std::vector<OutboxEntry> readEntries(store::Statement& rows)
{
    std::vector<OutboxEntry> found;
    while (rows.step())
        found.push_back(readEntry(rows));
    return found;
}

void saveEntry(store::Database& db, const OutboxEntry& entry)
{
    const auto& operation = entry.operation;
    const auto base = entry.baseDocument.isEmpty() ? std::optional<QString>() : jsonText(entry.baseDocument);
    const auto args = operation.args.isEmpty() ? u"{}"_s : jsonText(operation.args);
    db.prepare("INSERT OR REPLACE INTO operation (op_id, account_id, scope, entity_id, kind, args, base_rev, "
               "base_document, state, attempts, "
               "place, created_at, not_before, code, message, blocked_by, acked_seq, acked_rev, acked_epoch, "
               "base_epoch) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)")
        .bind(operation.opId, entry.account, operation.scope, operation.entityId, operation.kind, args,
              operation.baseRev, base, entry.state, entry.attempts, entry.order, entry.createdAt, entry.notBefore,
              entry.code, entry.message, entry.blockedBy, entry.ackedSeq, entry.ackedRev, entry.ackedEpoch,
              entry.baseEpoch)
        .run();
}

void saveConflict(store::Database& db, const Conflict& conflict)
{
    const auto base = conflict.base.isEmpty() ? std::optional<QString>() : jsonText(conflict.base);
    db.prepare("INSERT OR REPLACE INTO conflict (op_id, base, mine, theirs, theirs_rev, found_at) VALUES (?,?,?,?,?,?)")
        .bind(conflict.operation, base, jsonText(conflict.mine), jsonText(conflict.theirs), conflict.theirsRev,
              conflict.foundAt)
        .run();
}

/// What two files of one recording have in common, as far as their tags tell.
QString fingerprint(const LocalSong& song)
{
    const auto fold = [](const QString& text) {
        return text.simplified().normalized(QString::NormalizationForm_KC).toCaseFolded();
    };
    return QStringList{fold(song.title), fold(song.artist), fold(song.album), QString::number(song.durationMs / 1000)}
        .join(u'\n');
}

std::optional<LocalSong> readSong(store::Statement& row)
{
    if (!row.step()) return {};
    LocalSong song{row.id<SongId>(0), row.text(1), row.text(2), row.text(3),      row.integer(4),
                   row.text(5),       row.text(6), false,       row.id<SongId>(8)};
    const auto known = row.integer(7);
    song.known = known == knownHere || !song.renamedTo.isNull();
    song.elsewhere = known == knownElsewhere;
    return song;
}

/// What a community said of songs is its own: the next one is asked anew.
void forgetCommunity(store::Database& db)
{
    // Those that had no tags were here for their new id alone.
    db.execute("DELETE FROM local_song WHERE fingerprint = song_id");
    db.prepare("UPDATE local_song SET renamed_to = NULL, known = "
               "CASE WHEN known = ? OR (known = ? AND renamed_to IS NULL) THEN ? ELSE 0 END")
        .bind(knownElsewhere, knownHere, knownElsewhere)
        .run();
}

} // namespace

std::vector<OutboxEntry> entries(store::Database& db)
{
    auto rows = db.prepare(std::string(operationColumns) + "ORDER BY place");
    return readEntries(rows);
}

std::vector<OutboxEntry> entriesOf(store::Database& db, const QString& scope)
{
    auto rows = db.prepare(std::string(operationColumns) + "WHERE scope = ? ORDER BY place");
    rows.bind(scope);
    return readEntries(rows);
}

std::vector<Conflict> conflicts(store::Database& db)
{
    std::vector<Conflict> found;
    auto row =
        db.prepare("SELECT op_id, base, mine, theirs, theirs_rev, found_at FROM conflict ORDER BY found_at, op_id");
    while (row.step()) {
        found.push_back({row.id<OperationId>(0), jsonObject(row.text(1)), jsonObject(row.text(2)),
                         jsonObject(row.text(3)), row.integer(4), row.integer(5)});
    }
    return found;
}

void apply(store::Database& db, const QueueChange& change)
{
    switch (change.kind) {
    case QueueChange::Kind::Save:
        saveEntry(db, change.entry);
        settleDrafts(db, change.entry);
        break;
    case QueueChange::Kind::Remove:
        db.prepare("DELETE FROM operation WHERE op_id = ?").bind(change.id).run();
        unsettleDraft(db, change.entry);
        break;
    case QueueChange::Kind::SaveConflict: saveConflict(db, change.conflict); break;
    case QueueChange::Kind::RemoveConflict:
        db.prepare("DELETE FROM conflict WHERE op_id = ?").bind(change.id).run();
        removeDecisions(db, change.id);
        break;
    }
}

std::vector<AccountRecord> accounts(store::Database& db)
{
    std::vector<AccountRecord> found;
    auto row = db.prepare("SELECT id, server, community, user_id, name, display_name, is_current, used_at, "
                          "may_approve, signed_out FROM account ORDER BY is_current DESC, used_at DESC");
    while (row.step()) {
        found.push_back({row.id<AccountId>(0),
                         QUrl(row.text(1)),
                         row.text(2),
                         {row.id<UserId>(3), row.text(4), row.text(5)},
                         row.boolean(6),
                         row.integer(7),
                         row.boolean(8),
                         row.boolean(9)});
    }
    return found;
}

std::optional<AccountRecord> currentAccount(store::Database& db)
{
    auto all = accounts(db);
    if (all.empty() || !all.front().current) return {};
    return std::move(all.front());
}

bool isElsewhere(store::Database& db, AccountId account)
{
    auto row = db.prepare("SELECT EXISTS (SELECT 1 FROM account WHERE id = ? AND server <> "
                          "(SELECT server FROM account WHERE is_current = 1))");
    row.bind(account);
    return row.step() && row.boolean(0);
}

bool hasSeveralCommunities(store::Database& db)
{
    auto row = db.prepare("SELECT count(DISTINCT server) > 1 FROM account");
    return row.step() && row.boolean(0);
}

void useAccount(store::Database& db, const AccountRecord& account)
{
    const auto before = currentAccount(db);
    if (before && before->server != account.server) {
        bringHomeDrafts(db);
        forgetCommunity(db);
    }
    db.execute("UPDATE account SET is_current = 0");
    db.prepare("INSERT OR REPLACE INTO account (id, server, community, user_id, name, display_name, is_current, "
               "used_at, may_approve) VALUES (?,?,?,?,?,?,1,?,?)")
        .bind(account.id, account.server.toString(), account.community, account.person.id, account.person.name,
              account.person.displayName, account.usedAt, account.mayApprove)
        .run();
    adoptDrafts(db, account.id, account.usedAt);
}

void leaveAccount(store::Database& db)
{
    db.execute("UPDATE account SET signed_out = 1 WHERE is_current = 1");
}

std::optional<LocalSong> localSong(store::Database& db, SongId song)
{
    auto row = db.prepare("SELECT song_id, title, artist, album, duration_ms, mbid, isrc, known, renamed_to FROM "
                          "local_song WHERE song_id = ?");
    row.bind(song);
    return readSong(row);
}

std::optional<LocalSong> localSongLike(store::Database& db, const LocalSong& song)
{
    auto row = db.prepare("SELECT song_id, title, artist, album, duration_ms, mbid, isrc, known, renamed_to FROM "
                          "local_song WHERE fingerprint = ?");
    row.bind(fingerprint(song));
    return readSong(row);
}

void addLocalSong(store::Database& db, const LocalSong& song)
{
    db.prepare("INSERT OR IGNORE INTO local_song (song_id, fingerprint, title, artist, album, duration_ms, mbid, isrc) "
               "VALUES (?,?,?,?,?,?,?,?)")
        .bind(song.id, fingerprint(song), song.title, song.artist, song.album, song.durationMs, song.mbid, song.isrc)
        .run();
}

void markKnown(store::Database& db, SongId song)
{
    db.prepare("UPDATE local_song SET known = ? WHERE song_id = ?").bind(knownHere, song).run();
}

void rememberMatch(store::Database& db, const LocalSong& song, SongId found)
{
    addLocalSong(db, song);
    markKnown(db, found);
    db.prepare("UPDATE local_song SET renamed_to = ?, known = max(known, ?) WHERE fingerprint = ? AND song_id <> ?")
        .bind(found, knownHere, fingerprint(song), found)
        .run();
}

SongId currentSong(store::Database& db, SongId song)
{
    const auto local = localSong(db, song);
    return local && !local->renamedTo.isNull() ? local->renamedTo : song;
}

void renameSong(store::Database& db, SongId from, SongId to)
{
    db.prepare("UPDATE local_song SET renamed_to = ?, known = max(known, ?) WHERE song_id = ? OR renamed_to = ?")
        .bind(to, knownHere, from, from)
        .run();
    // One that the server knew under its old id too is remembered as well, for what is still written under that id.
    db.prepare("INSERT OR IGNORE INTO local_song (song_id, fingerprint, title, artist, album, duration_ms, mbid, isrc, "
               "known, renamed_to) VALUES (?, ?, '', '', '', 0, '', '', ?, ?)")
        .bind(from, from.toString(), knownHere, to)
        .run();
    renameDrafts(db, from, to);
}

} // namespace groundswell::sync::outbox

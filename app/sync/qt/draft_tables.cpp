#include "sync/qt/draft_tables.h"

#include "sync/document_merge.h"
#include "sync/qt/json_text.h"
#include "sync/qt/outbox_tables.h"

#include <ranges>

namespace groundswell::sync {

using namespace Qt::StringLiterals;

namespace {
constexpr auto adoptedId = "adopted:"_L1; ///< what the ids begin with of those that were nobody's
}

DraftKey keyOf(const Draft& draft)
{
    return {draft.account, draft.kind, draft.id};
}

bool isAdopted(const Draft& aside)
{
    return aside.id.startsWith(adoptedId);
}

QString asideKind(const QString& kind)
{
    return kind + u".aside"_s;
}

namespace outbox {

namespace {

constexpr auto draftColumns = "SELECT kind, id, song_id, lyrics_id, lang, base_rev, base_lyrics_rev, body, base_body, "
                              "updated_at, base_epoch, account_id, adopted FROM draft ";

Draft readDraft(const store::Statement& row)
{
    return {row.text(0),    row.text(1),           row.id<SongId>(2),       row.id<LyricsId>(3),     row.text(4),
            row.integer(5), row.integer(6),        jsonObject(row.text(7)), jsonObject(row.text(8)), row.integer(9),
            row.text(10),   row.id<AccountId>(11), row.boolean(12)};
}

/// Nobody's is kept under an empty text: a key has no null.
QString nameOf(AccountId account)
{
    return account.isNull() ? u""_s : account.toString();
}

std::vector<Draft> readDrafts(store::Statement& rows)
{
    std::vector<Draft> found;
    while (rows.step())
        found.push_back(readDraft(rows));
    return found;
}

bool isOfTranslation(const Draft& draft)
{
    return draft.kind.startsWith(draft_kind::translation);
}

/// The id of the draft that this one stands aside of.
QString homeOf(const Draft& aside)
{
    return isOfTranslation(aside) ? api::translationIdFor(aside.lyricsId, aside.lang).toString()
                                  : aside.songId.toString();
}

/// The draft as one of a song with another id. It keeps its own, so that an editor which still holds it finds it again.
Draft moved(Draft draft, SongId to)
{
    if (isOfTranslation(draft)) {
        draft.lyricsId = renamed(draft.lyricsId, draft.songId, to);
        for (auto* body : {&draft.body, &draft.baseBody}) {
            if (body->contains("lyrics_id"_L1)) (*body)["lyrics_id"_L1] = draft.lyricsId.toString();
        }
    }
    for (const auto kind : {draft_kind::comment, draft_kind::lyrics, draft_kind::translation}) {
        if (draft.kind == kind) draft.kind = asideKind(kind);
    }
    draft.songId = to;
    return draft;
}

/// The newer one with the older one's words in it; none where one of them cannot be read. Of a translation what both
/// were begun on is in it once. A song's words as text have no such base: of those both texts are there as a whole.
std::optional<Draft> joined(const Draft& older, Draft newer)
{
    const bool isTranslation = isOfTranslation(newer);
    auto body = isTranslation ? joinTranslations(sharedPart(u"translation.put"_s, older.baseBody, newer.baseBody),
                                                 older.body, newer.body)
                              : joinTexts(older.body, newer.body);
    if (!body) return {};
    newer.body = *std::move(body);
    newer.adopted = newer.adopted || older.adopted;
    if (newer.baseRev == 0 && newer.baseBody.isEmpty()) {
        newer.baseRev = older.baseRev;
        newer.baseBody = older.baseBody;
        newer.baseEpoch = older.baseEpoch;
    }
    return newer;
}

/// Whether another text of the document was queued behind this one: then that is what its draft was published as.
bool hasLaterText(store::Database& db, const OutboxEntry& entry)
{
    auto row = db.prepare("SELECT EXISTS (SELECT 1 FROM operation WHERE scope = ? AND entity_id = ? AND kind = ? AND "
                          "account_id = ? AND place > ?)");
    row.bind(entry.operation.scope, entry.operation.entityId, entry.operation.kind, entry.account, entry.order);
    return row.step() && row.boolean(0);
}

/// What is known of a translation's operations that were taken back.
std::vector<Draft> takenBackOf(store::Database& db, const Draft& translation)
{
    auto taken = draftsOf(db, translation.account, draft_kind::takenBack, translation.songId);
    std::erase_if(
        taken, [&](const Draft& one) { return one.lyricsId != translation.lyricsId || one.lang != translation.lang; });
    return taken;
}

/// Where this operation was taken back, the draft goes on from where it was, whatever was typed meanwhile.
void goOnFromPutBack(store::Database& db, const OutboxEntry& entry, Draft& row)
{
    for (const auto& taken : takenBackOf(db, row)) {
        if (taken.body != documentOf(entry.operation)) continue;
        row.baseBody = taken.baseBody;
        row.baseEpoch = taken.baseEpoch;
        saveDraft(db, row);
        removeDraft(db, keyOf(taken));
    }
}

/// A draft that says what is queued is an edit of that from now on: published, or put back.
void settleTranslation(store::Database& db, const OutboxEntry& entry)
{
    auto row = draft(db, {entry.account, draft_kind::translation, entry.operation.entityId});
    if (!row || hasLaterText(db, entry)) return;
    goOnFromPutBack(db, entry, *row);
    if (row->body != documentOf(entry.operation)) return;
    if (row->baseBody == row->body && row->baseEpoch == entry.baseEpoch) return;
    row->baseBody = row->body;
    row->baseEpoch = entry.baseEpoch;
    saveDraft(db, *row);
}

} // namespace

std::optional<Draft> draft(store::Database& db, const DraftKey& key)
{
    auto row = db.prepare(std::string(draftColumns) + "WHERE account_id = ? AND kind = ? AND id = ?");
    row.bind(nameOf(key.account), key.kind, key.id);
    if (!row.step()) return {};
    return readDraft(row);
}

std::vector<Draft> draftsOf(store::Database& db, AccountId account, const QString& kind, SongId song)
{
    auto rows = db.prepare(std::string(draftColumns) +
                           "WHERE song_id = ? AND kind = ? AND account_id = ? ORDER BY updated_at, id");
    rows.bind(song, kind, nameOf(account));
    return readDrafts(rows);
}

void saveDraft(store::Database& db, const Draft& draft)
{
    const auto base = draft.baseBody.isEmpty() ? std::optional<QString>() : jsonText(draft.baseBody);
    db.prepare("INSERT OR REPLACE INTO draft (kind, id, song_id, lyrics_id, lang, base_rev, base_lyrics_rev, body, "
               "base_body, updated_at, base_epoch, account_id, adopted) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)")
        .bind(draft.kind, draft.id, draft.songId, draft.lyricsId, draft.lang, draft.baseRev, draft.baseLyricsRev,
              draft.body.isEmpty() ? u"{}"_s : jsonText(draft.body), base, draft.updatedAt, draft.baseEpoch,
              nameOf(draft.account), draft.adopted)
        .run();
}

void removeDraft(store::Database& db, const DraftKey& key)
{
    db.prepare("DELETE FROM draft WHERE account_id = ? AND kind = ? AND id = ?")
        .bind(nameOf(key.account), key.kind, key.id)
        .run();
}

void keepDraft(store::Database& db, const Draft& draft)
{
    const auto song = isElsewhere(db, draft.account) ? draft.songId : currentSong(db, draft.songId);
    saveDraft(db, song == draft.songId ? draft : moved(draft, song));
    if (!draft.account.isNull()) return;
    // Whoever signed in since then has taken up what its editor kept before.
    if (const auto account = currentAccount(db); account && !account->signedOut)
        adoptDrafts(db, account->id, account->usedAt);
}

void dropDraft(store::Database& db, const DraftKey& key)
{
    removeDraft(db, key);
    removeDraft(db, {key.account, asideKind(key.kind), key.id});
}

std::optional<Draft> gatherDraft(store::Database& db, const DraftKey& key, SongId song, const QStringList& onTheirWay)
{
    auto whole = draft(db, key);
    auto asides = draftsOf(db, key.account, asideKind(key.kind), song);
    for (const auto& aside : asides | std::views::reverse) { // the newest are nearest to what is written now
        if (homeOf(aside) != key.id || onTheirWay.contains(aside.id)) continue;
        auto sum = whole ? joined(aside, *whole) : aside;
        if (!sum) continue; // a newer program's: it stays where it is
        removeDraft(db, keyOf(aside));
        sum->kind = key.kind;
        sum->id = key.id;
        saveDraft(db, *sum);
        whole = std::move(sum);
    }
    return whole;
}

void adoptDrafts(store::Database& db, AccountId account, qint64 signedInAt)
{
    std::vector<Draft> drafts;
    {
        auto rows = db.prepare(std::string(draftColumns) + "WHERE account_id = ''");
        drafts = readDrafts(rows);
    }
    for (const auto& draft : drafts) {
        auto own = draft;
        own.account = account;
        own.adopted = true;
        if (draft.kind == draft_kind::commentEdit) { // one has at most one change of a comment
            const auto begun = outbox::draft(db, keyOf(own));
            if (begun) own = joined(*begun, own).value_or(own);
        } else {
            if (!draft.kind.endsWith(asideKind({}))) own.kind = asideKind(draft.kind);
            own.id = adoptedId + u"%1:%2"_s.arg(signedInAt).arg(draft.id);
        }
        saveDraft(db, own);
        removeDraft(db, keyOf(draft));
    }
}

void removeDecisions(store::Database& db, OperationId operation)
{
    db.prepare("DELETE FROM draft WHERE kind = ? AND id = ?")
        .bind(QString(draft_kind::conflict), operation.toString())
        .run();
}

void settleDrafts(store::Database& db, const OutboxEntry& entry)
{
    const auto& operation = entry.operation;
    const auto& args = operation.args;
    if (operation.kind == "translation.put"_L1) settleTranslation(db, entry);
    const auto key = [&](const QString& kind, const QString& id) { return DraftKey{entry.account, kind, id}; };
    const bool created = operation.kind == "comment.create"_L1;
    if (created) removeDraft(db, key(asideKind(draft_kind::comment), operation.entityId));
    if (created || operation.kind == "comment.edit"_L1) {
        const auto edit = draft(db, key(draft_kind::commentEdit, operation.entityId));
        if (edit && edit->body.value("text"_L1).toString().trimmed() == args.value("text"_L1).toString())
            removeDraft(db, keyOf(*edit));
    }
    if (operation.kind == "lyrics.put"_L1) {
        const auto song = songOf(operation);
        auto written = draftsOf(db, entry.account, asideKind(draft_kind::lyrics), song);
        if (auto own = draft(db, key(draft_kind::lyrics, song.toString()))) written.push_back(*std::move(own));
        for (const auto& words : written) {
            if (words.body.value("document"_L1) == args.value("document"_L1)) removeDraft(db, keyOf(words));
        }
    }
}

void settlePublished(store::Database& db, const event::PublishedDraft& published)
{
    const QString home = draft_kind::translation;
    for (const auto& kind : {home, asideKind(home)}) { // aside where its song has another id since
        auto row = draft(db, {published.account, kind, published.id});
        if (!row) continue;
        row->baseBody = published.document;
        saveDraft(db, *row);
        for (const auto& taken : takenBackOf(db, *row)) // replaced by this
            removeDraft(db, keyOf(taken));
        return;
    }
}

void unsettleDraft(store::Database& db, const OutboxEntry& entry)
{
    const auto& operation = entry.operation;
    if (operation.kind != "translation.put"_L1) return;
    auto row = draft(db, {entry.account, draft_kind::translation, operation.entityId});
    if (!row || hasLaterText(db, entry)) return;
    auto taken = *row;
    taken.kind = draft_kind::takenBack;
    taken.id = operation.opId.toString();
    taken.body = documentOf(operation);
    saveDraft(db, taken);
    // What was published may have been merged with others' since: then only what both have is what all have seen.
    row->baseBody = row->baseBody == documentOf(operation)
                        ? entry.baseDocument
                        : sharedPart(operation.kind, row->baseBody, entry.baseDocument);
    row->baseEpoch = entry.baseEpoch;
    saveDraft(db, *row);
}

void bringHomeDrafts(store::Database& db)
{
    std::vector<Draft> drafts;
    {
        auto rows = db.prepare(std::string(draftColumns) + "WHERE account_id = ''");
        drafts = readDrafts(rows);
    }
    for (auto& draft : drafts) {
        // Those without tags are other ids of the same community.
        auto row = db.prepare("SELECT song_id FROM local_song WHERE renamed_to = ? AND fingerprint <> song_id "
                              "ORDER BY song_id");
        row.bind(draft.songId);
        if (!row.step()) continue;
        const auto home = row.id<SongId>(0);
        removeDraft(db, keyOf(draft));
        saveDraft(db, moved(std::move(draft), home));
    }
}

void renameDrafts(store::Database& db, SongId from, SongId to)
{
    std::vector<Draft> drafts;
    {
        auto rows = db.prepare(std::string(draftColumns) + "WHERE song_id = ?");
        rows.bind(from);
        drafts = readDrafts(rows);
    }
    for (auto& draft : drafts) {
        if (isElsewhere(db, draft.account)) continue; // that community did not say so
        removeDraft(db, keyOf(draft));
        saveDraft(db, moved(std::move(draft), to));
    }
}

} // namespace outbox
} // namespace groundswell::sync

#include "sync/qt/draft_tables.h"

#include "sync/document_merge.h"
#include "sync/qt/json_text.h"
#include "sync/qt/outbox_tables.h"

#include <ranges>

namespace groundswell::sync {

using namespace Qt::StringLiterals;

QString asideKind(QLatin1StringView kind)
{
    return kind + u".aside"_s;
}

namespace outbox {

namespace {

constexpr auto draftColumns = "SELECT kind, id, song_id, lyrics_id, lang, base_rev, base_lyrics_rev, body, base_body, "
                              "updated_at, base_epoch FROM draft ";

Draft readDraft(const store::Statement& row)
{
    return {row.text(0),    row.text(1),    row.id<SongId>(2),       row.id<LyricsId>(3),     row.text(4),
            row.integer(5), row.integer(6), jsonObject(row.text(7)), jsonObject(row.text(8)), row.integer(9),
            row.text(10)};
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

/// The newer one with the older one's words in it; none where one of them cannot be read.
std::optional<Draft> joined(const Draft& older, Draft newer)
{
    const auto form = isOfTranslation(newer) ? DraftForm::Translation : DraftForm::Text;
    auto body = joinDrafts(form, older.body, newer.body);
    if (!body) return {};
    newer.body = *std::move(body);
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
                          "place > ?)");
    row.bind(entry.operation.scope, entry.operation.entityId, entry.operation.kind, entry.order);
    return row.step() && row.boolean(0);
}

/// A draft that says what is queued is an edit of that from now on: published, or put back.
void settleTranslation(store::Database& db, const OutboxEntry& entry)
{
    auto row = draft(db, draft_kind::translation, entry.operation.entityId);
    if (!row || row->body != documentOf(entry.operation) || hasLaterText(db, entry)) return;
    if (row->baseBody == row->body && row->baseEpoch == entry.baseEpoch) return;
    row->baseBody = row->body;
    row->baseEpoch = entry.baseEpoch;
    saveDraft(db, *row);
}

} // namespace

std::optional<Draft> draft(store::Database& db, QAnyStringView kind, const QString& id)
{
    auto row = db.prepare(std::string(draftColumns) + "WHERE kind = ? AND id = ?");
    row.bind(kind, id);
    if (!row.step()) return {};
    return readDraft(row);
}

std::vector<Draft> draftsOf(store::Database& db, QAnyStringView kind, SongId song)
{
    auto rows = db.prepare(std::string(draftColumns) + "WHERE song_id = ? AND kind = ? ORDER BY updated_at, id");
    rows.bind(song, kind);
    return readDrafts(rows);
}

void saveDraft(store::Database& db, const Draft& draft)
{
    const auto base = draft.baseBody.isEmpty() ? std::optional<QString>() : jsonText(draft.baseBody);
    db.prepare("INSERT OR REPLACE INTO draft (kind, id, song_id, lyrics_id, lang, base_rev, base_lyrics_rev, body, "
               "base_body, updated_at, base_epoch) VALUES (?,?,?,?,?,?,?,?,?,?,?)")
        .bind(draft.kind, draft.id, draft.songId, draft.lyricsId, draft.lang, draft.baseRev, draft.baseLyricsRev,
              draft.body.isEmpty() ? u"{}"_s : jsonText(draft.body), base, draft.updatedAt, draft.baseEpoch)
        .run();
}

void removeDraft(store::Database& db, QAnyStringView kind, const QString& id)
{
    db.prepare("DELETE FROM draft WHERE kind = ? AND id = ?").bind(kind, id).run();
}

void keepDraft(store::Database& db, const Draft& draft)
{
    const auto song = currentSong(db, draft.songId);
    saveDraft(db, song == draft.songId ? draft : moved(draft, song));
}

void dropDraft(store::Database& db, QLatin1StringView kind, const QString& id)
{
    removeDraft(db, kind, id);
    removeDraft(db, asideKind(kind), id);
}

std::optional<Draft> gatherDraft(store::Database& db, QLatin1StringView kind, const QString& id, SongId song,
                                 const QStringList& onTheirWay)
{
    auto whole = draft(db, kind, id);
    auto asides = draftsOf(db, asideKind(kind), song);
    for (const auto& aside : asides | std::views::reverse) { // the newest are nearest to what is written now
        if (homeOf(aside) != id || onTheirWay.contains(aside.id)) continue;
        auto sum = whole ? joined(aside, *whole) : aside;
        if (!sum) continue; // a newer program's: it stays where it is
        removeDraft(db, aside.kind, aside.id);
        sum->kind = kind;
        sum->id = id;
        saveDraft(db, *sum);
        whole = std::move(sum);
    }
    return whole;
}

void settleDrafts(store::Database& db, const OutboxEntry& entry)
{
    const auto& operation = entry.operation;
    const auto& args = operation.args;
    if (operation.kind == "translation.put"_L1) settleTranslation(db, entry);
    const bool created = operation.kind == "comment.create"_L1;
    if (created) removeDraft(db, asideKind(draft_kind::comment), operation.entityId);
    if (created || operation.kind == "comment.edit"_L1) {
        const auto edit = draft(db, draft_kind::commentEdit, operation.entityId);
        if (edit && edit->body.value("text"_L1).toString().trimmed() == args.value("text"_L1).toString())
            removeDraft(db, edit->kind, edit->id);
    }
    if (operation.kind == "lyrics.put"_L1) {
        auto written = draftsOf(db, asideKind(draft_kind::lyrics), songOf(operation));
        if (auto own = draft(db, draft_kind::lyrics, songOf(operation).toString())) written.push_back(*std::move(own));
        for (const auto& words : written) {
            if (words.body.value("document"_L1) == args.value("document"_L1)) removeDraft(db, words.kind, words.id);
        }
    }
}

void unsettleDraft(store::Database& db, const OutboxEntry& entry)
{
    const auto& operation = entry.operation;
    if (operation.kind != "translation.put"_L1) return;
    auto row = draft(db, draft_kind::translation, operation.entityId);
    if (!row || hasLaterText(db, entry)) return;
    // What was published may have been merged with others' since: then only what both have is what all have seen.
    row->baseBody = row->baseBody == documentOf(operation)
                        ? entry.baseDocument
                        : sharedPart(operation.kind, row->baseBody, entry.baseDocument);
    row->baseEpoch = entry.baseEpoch;
    saveDraft(db, *row);
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
        removeDraft(db, draft.kind, draft.id);
        saveDraft(db, moved(std::move(draft), to));
    }
}

} // namespace outbox
} // namespace groundswell::sync

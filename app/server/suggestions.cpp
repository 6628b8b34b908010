#include "server/suggestions.h"

#include "server/change_log.h"
#include "server/entities.h"
#include "server/operation_results.h"
#include "server/server_text.h"
#include "store/database.h"

using namespace Qt::StringLiterals;

namespace groundswell::server {

namespace {

using api::Suggestion;

const std::string columns =
    "SELECT s.id, s.translation_id, t.song_id, s.line_id, s.text, s.rev, p.id, p.name, p.display_name, s.created_at "
    "FROM suggestion s JOIN translation t ON t.id = s.translation_id JOIN person p ON p.id = s.author_id ";

Suggestion suggestionAt(const store::Statement& row)
{
    return {row.id<SuggestionId>(0),
            row.id<TranslationId>(1),
            row.id<SongId>(2),
            row.id<LineId>(3),
            row.text(4),
            row.integer(5),
            {row.id<UserId>(6), row.text(7), row.text(8)},
            row.integer(9)};
}

qint64 touch(OperationContext& context, const QString& scope, SuggestionId id, bool gone)
{
    auto row = context.database.prepare("SELECT rev FROM suggestion WHERE id = ?");
    if (!row.bind(id).step()) return 0;
    return context.log.touch(scope, u"suggestion"_s, id.toString(), row.integer(0), gone);
}

} // namespace

std::optional<Suggestion> readSuggestion(store::Database& database, SuggestionId id)
{
    auto rows = database.prepare(columns + "WHERE s.id = ? AND s.gone = 0");
    if (!rows.bind(id).step()) return std::nullopt;
    return suggestionAt(rows);
}

std::vector<Suggestion> readSuggestionsOf(store::Database& database, TranslationId translation)
{
    std::vector<Suggestion> found;
    auto rows = database.prepare(columns + "WHERE s.translation_id = ? AND s.gone = 0 "
                                           "ORDER BY s.line_id, s.created_at, s.id");
    rows.bind(translation);
    while (rows.step())
        found.push_back(suggestionAt(rows));
    return found;
}

qint64 keepSuggestion(OperationContext& context, const QString& scope, TranslationId translation, LineId line,
                      const QString& text)
{
    const SuggestionId id = api::suggestionIdFor(translation, line, context.person);
    const auto known = readSuggestion(context.database, id);
    if (known && known->text == text) return context.log.seqOf(scope, u"suggestion"_s, id.toString());
    context.database
        .prepare("INSERT INTO suggestion(id, translation_id, line_id, author_id, text, created_at) "
                 "VALUES(?, ?, ?, ?, ?, ?) ON CONFLICT(id) DO UPDATE SET text = excluded.text, "
                 "created_at = excluded.created_at, rev = rev + 1, gone = 0")
        .bind(id, translation, line, context.person, text, context.log.nowMs())
        .run();
    return touch(context, scope, id, false);
}

qint64 endSuggestion(OperationContext& context, const QString& scope, SuggestionId id)
{
    context.database.prepare("UPDATE suggestion SET gone = 1, text = '', rev = rev + 1 WHERE id = ? AND gone = 0")
        .bind(id)
        .run();
    return touch(context, scope, id, true);
}

api::OperationResult deleteSuggestion(OperationContext& context, const api::Operation& operation)
{
    const SuggestionId id = SuggestionId::fromString(operation.entityId);
    SongId song;
    UserId author;
    qint64 rev = 0;
    bool gone = false;
    {
        auto row = context.database.prepare("SELECT t.song_id, s.author_id, s.rev, s.gone FROM suggestion s "
                                            "JOIN translation t ON t.id = s.translation_id WHERE s.id = ?");
        if (!row.bind(id).step()) return notFound(operation, tr("This suggestion is not known here."));
        song = row.id<SongId>(0);
        author = row.id<UserId>(1);
        rev = row.integer(2);
        gone = row.boolean(3);
    }
    const QString scope = api::songScope(song);
    if (gone) return duplicate(operation, rev, context.log.seqOf(scope, u"suggestion"_s, id.toString()));
    if (author != context.person && !context.role.mayApprove)
        return rejected(operation, u"forbidden"_s, tr("Only its author or a reviewer can take a suggestion away."));
    const qint64 seq = endSuggestion(context, scope, id);
    return applied(operation, rev + 1, seq);
}

} // namespace groundswell::server

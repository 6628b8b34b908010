#include "server/translation_review.h"

#include "server/entities.h"
#include "server/suggestions.h"

#include "lyrics/document_json.h"
#include "translation/units_json.h"

#include <QHash>

#include <algorithm>

namespace groundswell::server {

using translation::TranslationDocument;
using translation::Unit;

namespace {

constexpr int mostRevisions = 100; // further back, whoever wrote the words counts as the one who had them then

QHash<LineId, QString> textsOf(const TranslationDocument& document)
{
    QHash<LineId, QString> texts;
    for (const Unit& unit : document.units)
        texts.insert(unit.line, unit.text);
    return texts;
}

/// Who wrote the words that the lines have now: of the revisions in a row that have them, the oldest one's author.
QHash<LineId, UserId> writersOf(store::Database& database, const api::Translation& current)
{
    QHash<LineId, UserId> writers;
    std::optional<QHash<LineId, QString>> same;
    visitTranslationHistory(database, current.id, mostRevisions, [&](const api::Translation& revision) {
        const auto document = translation::translationFromJson(revision.document);
        if (!document) return false;
        const QHash<LineId, QString> texts = textsOf(*document);
        if (!same) same = texts;
        same->removeIf([&](const auto& entry) { return texts.value(entry.key()) != entry.value(); });
        for (auto line = same->keyBegin(); line != same->keyEnd(); ++line)
            writers.insert(*line, revision.author.id);
        return !same->isEmpty();
    });
    return writers;
}

/// Tells whose words a reviewer wants to approve; the history is read only where it is needed.
class Words
{
public:
    Words(OperationContext& context, const api::Translation& current, const TranslationDocument& document)
        : m_context(context)
        , m_current(current)
        , m_document(document)
        , m_suggestions(readSuggestionsOf(context.database, current.id))
    {
    }

    [[nodiscard]] bool areOwn(const Unit& unit)
    {
        const Unit* before = translation::findUnit(m_document, unit.line);
        if (before && before->text == unit.text) {
            if (!m_writers) m_writers = writersOf(m_context.database, m_current);
            return m_writers->value(unit.line) == m_context.person;
        }
        return std::ranges::none_of(m_suggestions, [&](const api::Suggestion& suggestion) {
            return suggestion.lineId == unit.line && suggestion.text == unit.text &&
                   suggestion.author.id != m_context.person;
        });
    }

private:
    OperationContext& m_context;
    const api::Translation& m_current;
    const TranslationDocument& m_document;
    std::vector<api::Suggestion> m_suggestions;
    std::optional<QHash<LineId, UserId>> m_writers;
};

} // namespace

Reviewed reviewed(OperationContext& context, const std::optional<api::Translation>& current,
                  const TranslationDocument& wanted, const api::Lyrics& lyrics)
{
    const api::Translation before = current.value_or(api::Translation());
    const auto document = translation::translationFromJson(before.document).value_or(TranslationDocument());
    if (!context.role.mayApprove)
        return reviewedForMember(document, wanted,
                                 lyrics::documentFromJson(lyrics.document).value_or(lyrics::Document()));
    Words words(context, before, document);
    return {reviewedForReviewer(document, wanted, [&](const Unit& unit) { return words.areOwn(unit); }), {}};
}

} // namespace groundswell::server

#pragma once

#include "community/api/suggestion.h"
#include "server/operations.h"

#include <optional>
#include <vector>

/// Other words for approved lines, kept beside the translation until they are settled. For jobs; throws
/// SQLite::Exception.
namespace groundswell::server {

/// None for one that is gone.
[[nodiscard]] std::optional<api::Suggestion> readSuggestion(store::Database& database, SuggestionId id);
/// Those of a translation, by line and the oldest first.
[[nodiscard]] std::vector<api::Suggestion> readSuggestionsOf(store::Database& database, TranslationId translation);

/// Keeps what the operation's person proposes, in place of what they proposed for this line before; answers the seq
/// that carries it, also where it was there already.
qint64 keepSuggestion(OperationContext& context, const QString& scope, TranslationId translation, LineId line,
                      const QString& text);
/// Takes away a suggestion, as one that somebody decided on.
qint64 endSuggestion(OperationContext& context, const QString& scope, SuggestionId id);

} // namespace groundswell::server

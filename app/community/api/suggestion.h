#pragma once

#include "community/api/types.h"

namespace groundswell {

using SuggestionId = Id<struct SuggestionTag>;

}

namespace groundswell::api {

/// Other words for an approved line of a translation, from somebody who may not approve: translation.put keeps the line
/// as it was and this beside it. It travels in the song's scope as "suggestion". It ends when the line says what it
/// says, or by the operation
///   suggestion.delete  {song_id}  entity: the suggestion's id
/// of its author or of somebody who may approve.
struct Suggestion
{
    SuggestionId id;
    TranslationId translationId;
    SongId songId;
    LineId lineId;
    QString text;
    qint64 rev = 0;
    Person author;
    qint64 createdAt = 0;

    bool operator==(const Suggestion&) const = default;
};

/// One a person and line: UUID version 5 of both in the translation's id as name space.
[[nodiscard]] inline SuggestionId suggestionIdFor(TranslationId translation, LineId line, UserId author)
{
    return SuggestionId(QUuid::createUuidV5(translation.uuid(), QStringLiteral("suggestion:") + line.toString() + u':' +
                                                                    author.toString()));
}

} // namespace groundswell::api

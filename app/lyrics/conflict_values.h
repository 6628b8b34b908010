#pragma once

#include "lyrics/document_json.h"
#include "lyrics/merge.h"

namespace groundswell::lyrics {

/// A line's or a document's value of one field in the form of Conflict. Word times come with the text they were made
/// for, since whoever settles the conflict may do so after the text has changed again: {"text": …, "words": […]}.
[[nodiscard]] QJsonValue valueOf(Field field, const Line& line);
[[nodiscard]] QJsonValue valueOf(Field field, const Document& document);

} // namespace groundswell::lyrics

#pragma once

#include "base/error.h"
#include "translation/units.h"

#include <QJsonObject>

namespace groundswell::translation {

/// The form of a translation on the wire and in databases:
///
///     {"lang": "en", "lyrics_id": "0190…", "base_lyrics_revision": 7,
///      "units": [{"line": "0190…", "source_text": "夜の雨", "text": "Night rain", "state": "translated"}]}
[[nodiscard]] QJsonObject toJson(const TranslationDocument& document);
[[nodiscard]] QJsonObject toJson(const Unit& unit);

/// Reads that form. Strict: a wrong type, a missing or repeated line id, an unknown state or a state that does not fit
/// the text ("translated" without any) is an error whose message names the field ("units[3].state"). An unknown field
/// is refused (UpgradeRequired): dropping it would lose somebody's work when the document is saved again.
[[nodiscard]] Result<TranslationDocument> translationFromJson(const QJsonObject& json);
[[nodiscard]] Result<Unit> unitFromJson(const QJsonObject& json);

} // namespace groundswell::translation

#pragma once

#include "base/error.h"
#include "lyrics/document.h"

#include <QJsonObject>

namespace groundswell::lyrics {

/// The form of a document on the wire and in databases. Absent times, empty strings and empty lists are left out.
///
///     {"lang": "ja", "instrumental": false, "tags": [{"key": "ti", "value": "夜雨"}], "preamble": "",
///      "lines": [{"id": "0190…", "start_ms": 1200, "end_ms": 4000, "agent": "v1", "text": "夜の雨",
///                 "words": [{"start_ms": 1200, "end_ms": 1600, "start": 0, "length": 1}],
///                 "role": "background", "part": "chorus"}],
///      "layers": [{"kind": "translation", "lang": "en", "lines": [{"line": "0190…", "text": "Night rain"}]}]}
[[nodiscard]] QJsonObject toJson(const Document& document);
[[nodiscard]] QJsonObject toJson(const Line& line);

/// Reads that form and checks it with validate(). Strict: a wrong type, a missing or repeated id, a word outside its
/// text or a field of a newer program is an error whose message names the field ("lines[3].words[0].start"). An unknown
/// field is refused (UpgradeRequired) because dropping it would lose somebody's work when the document is saved again.
[[nodiscard]] Result<Document> documentFromJson(const QJsonObject& json);
[[nodiscard]] Result<Line> lineFromJson(const QJsonObject& json);

/// Checks what the types cannot: ids present and unique, times in order, words inside their text, language tags well
/// formed, lengths within the limits of document.h. Code: InvalidInput.
[[nodiscard]] Result<void> validate(const Document& document);

/// Whether this looks like a BCP-47 tag ("ja", "zh-Hant", "pt-BR", "und"); RFC 5646 section 2.1, syntax only.
[[nodiscard]] bool isLanguageTag(QStringView tag);

} // namespace groundswell::lyrics

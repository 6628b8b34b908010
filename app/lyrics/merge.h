#pragma once

#include "base/error.h"
#include "lyrics/document.h"

#include <QJsonObject>

namespace groundswell::lyrics {

/// What two people can disagree about.
enum class Field {
    Text,
    Start,
    End,
    Words,
    Part,
    Agent,
    Role,      ///< of one line
    Presence,  ///< one side edited the line, the other deleted it
    LayerText, ///< a line's text in one layer
    Lang,
    Instrumental,
    Tags,
    Preamble, ///< of the whole document
};

/// A field that both sides changed since the base, each to something else. The values are as in document_json.h (null:
/// absent or deleted; a whole line for Presence), so that a conflict can be stored and shown without further knowledge.
struct Conflict
{
    Field field = Field::Text;
    LineId line;   ///< null for a field of the document
    QString layer; ///< for LayerText: the layer's key, such as "translation/en"
    QJsonValue base;
    QJsonValue mine;
    QJsonValue theirs;

    bool operator==(const Conflict&) const = default;
};

/// The document that both sides' edits make together. Where they conflict it holds theirs (the server's), except that a
/// line which one side deleted and the other edited stays, edited.
struct MergeResult
{
    Document merged;
    QList<Conflict> conflicts;

    bool operator==(const MergeResult&) const = default;
};

/// Three-way merge by line id and field; the rules are the table in this folder's README.md. Every text that either
/// side wrote is in the merged document or in a conflict. All three must pass validate(); so does the result.
///
/// Word times are fitted to the merged text, so rewording on one side and timing on the other go together.
[[nodiscard]] MergeResult merge(const Document& base, const Document& mine, const Document& theirs);

/// Settles one conflict: the document with this value (mine, theirs or an edited one, in the conflict's form) put in.
/// Fails when the value does not fit the field, or when the line is gone.
[[nodiscard]] Result<Document> resolve(const Document& document, const Conflict& conflict, const QJsonValue& value);

/// A conflict's form in databases.
[[nodiscard]] QJsonObject toJson(const Conflict& conflict);
[[nodiscard]] Result<Conflict> conflictFromJson(const QJsonObject& json);

/// "translation/en": names a layer within its document.
[[nodiscard]] QString layerKey(const Layer& layer);

/// Moves word times to a changed text: words before and after the change keep their place; those inside it become one
/// word over the new text, from the first one's start to the last one's end.
[[nodiscard]] QList<Word> fitWords(const QList<Word>& words, QStringView oldText, QStringView newText);

} // namespace groundswell::lyrics

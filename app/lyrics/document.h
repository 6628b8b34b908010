#pragma once

#include "base/ids.h"

#include <QList>
#include <QString>

#include <optional>

namespace groundswell::lyrics {

/// A piece of a line's text, in UTF-16 code units of QString.
struct TextRange
{
    qsizetype start = 0;
    qsizetype length = 0;

    [[nodiscard]] qsizetype end() const noexcept { return start + length; }
    bool operator==(const TextRange&) const = default;
};

/// One sung word or syllable. Times are milliseconds from the start of the track. An absent end means "until the next
/// word starts, or the line ends".
struct Word
{
    qint64 startMs = 0;
    std::optional<qint64> endMs;
    TextRange range; ///< where in Line::text it stands

    bool operator==(const Word&) const = default;
};

/// What a line is to the listener.
enum class LineRole {
    Main,       ///< sung by the lead
    Background, ///< sung behind another line (TTML x-bg, A2 "bg:")
    Credit,     ///< not sung: "Words: X", in many files the first lines
};

/// One line of the words. Its id is made once and never changes: translations and comments hang on it.
struct Line
{
    LineId id;
    std::optional<qint64> startMs; ///< >= 0; absent in words without timing
    std::optional<qint64> endMs;   ///< >= startMs; absent means "until the next line starts"
    QString agent;                 ///< who sings: "v1", "F"; empty where there is one singer
    QString text;                  ///< may hold '\n' where a file continued the line without a stamp
    QList<Word> words;             ///< ordered, not overlapping; empty where only the line is timed
    LineRole role = LineRole::Main;
    QString part; ///< "verse", "chorus"…; empty where unknown

    bool operator==(const Line&) const = default;
};

/// What a further layer of the same lines holds.
enum class LayerKind {
    Translation,
    Pronunciation, ///< romaji, pinyin…: the sound of the main layer in another script
};

/// A line's text in a further layer.
struct LayerLine
{
    LineId line;
    QString text;

    bool operator==(const LayerLine&) const = default;
};

/// A layer that came along in a file or was written beside the words. It refers to lines by id and stands apart from
/// them. The village's translations, which have states and reviews, are translation::TranslationDocument instead.
struct Layer
{
    LayerKind kind = LayerKind::Translation;
    QString lang;           ///< BCP-47; "und" where unknown
    QList<LayerLine> lines; ///< in the order of the lines they belong to; a line without text has no entry

    bool operator==(const Layer&) const = default;
};

/// A fact from the head of a file, such as {"ti", "Night Rain"}: LRC's id tags and what other formats have like them.
struct Tag
{
    QString key;
    QString value;

    bool operator==(const Tag&) const = default;
};

/// The words of one song in one language, with further layers. A value: cheap to copy, compared with ==.
struct Document
{
    QString lang = QStringLiteral("und"); ///< BCP-47; "und" where unknown
    bool instrumental = false;            ///< known to have no words
    QList<Tag> tags;                      ///< in file order; keys may repeat
    QString preamble;                     ///< text before the first stamp: kept, not shown in time
    QList<Line> lines;                    ///< in the order in which they are read; timed lines by start
    QList<Layer> layers;

    bool operator==(const Document&) const = default;
};

/// The most lines a document may have, and the most UTF-16 units a text of it may have.
inline constexpr qsizetype maxLines = 5000;
inline constexpr qsizetype maxTextLength = 4000;

/// Whether there is anything to read, or known to be nothing.
[[nodiscard]] bool hasContent(const Document& document) noexcept;
/// Whether any line has a start.
[[nodiscard]] bool isSynced(const Document& document) noexcept;
/// Whether any line has timed words.
[[nodiscard]] bool hasWordTiming(const Document& document) noexcept;

/// The index of the line with this id, or -1.
[[nodiscard]] qsizetype indexOfLine(const Document& document, LineId id) noexcept;
/// The line with this id, or null. The pointer lives as long as the document is not changed.
[[nodiscard]] const Line* findLine(const Document& document, LineId id) noexcept;
/// The first tag with this key, or an empty string.
[[nodiscard]] QString tagValue(const Document& document, QStringView key);
/// The text that a layer has for a line; empty where it has none.
[[nodiscard]] QString textOf(const Layer& layer, LineId id);
/// The first layer of this kind (and of this language, where one is given), or null.
[[nodiscard]] const Layer* findLayer(const Document& document, LayerKind kind, QStringView lang = {}) noexcept;

/// The lines' texts, one below the other; without credits.
[[nodiscard]] QString plainText(const Document& document);

} // namespace groundswell::lyrics

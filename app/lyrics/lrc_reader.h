#pragma once

#include "lyrics/format.h"
#include "lyrics/lrc_body.h"
#include "lyrics/lrc_syntax.h"

namespace groundswell::lyrics::lrc {

/// Where a line of the document stands in the file: a line of it, and one of that line's stamps (-1: it has none).
struct Place
{
    qsizetype line = -1;
    qsizetype stamp = -1;

    bool operator==(const Place&) const = default;
};

/// A file with the document that it means, and where each part of the document stands in it.
struct Reading
{
    QList<SyntaxLine> syntax;
    Document document;
    QList<Place> places;             ///< of each line of the document
    QList<Place> endPlaces;          ///< the empty stamp that ends each line; {-1, -1} where there is none
    QList<QList<Place>> layerPlaces; ///< of each entry of each layer
    qint64 shiftMs = 0;              ///< add this to a time of the document for the file's own (the offset)
    bool colonsAreHours = false;     ///< how stamps with two colons are to be read
    StampStyle style;                ///< how the file writes its times
    WordMarks marks = WordMarks::Angle;
};

[[nodiscard]] Reading read(const QString& text, const ReadOptions& options, const LineIdMaker& ids);

/// The file lines that continue the text of this timed line: unstamped text directly or after blank lines.
[[nodiscard]] QList<qsizetype> continuationsOf(const QList<SyntaxLine>& syntax, qsizetype line);

/// A stamp's time in the file, read as this file must be.
[[nodiscard]] qint64 timeOf(const Stamp& stamp, bool colonsAreHours) noexcept;

} // namespace groundswell::lyrics::lrc

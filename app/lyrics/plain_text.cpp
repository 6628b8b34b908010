#include "lyrics/plain_text.h"

#include "lyrics/line_ends.h"
#include "lyrics/script.h"

#include <array>

namespace groundswell::lyrics {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array suffixes{"txt"_L1};

bool recognises(QStringView)
{
    return false; // any text could be plain text: this is what remains when no other format recognises it
}

Result<Document> read(const QString& text, const ReadOptions&, const LineIdMaker& ids)
{
    Document document;
    for (const TextLine& textLine : splitLines(text)) {
        Line line;
        line.id = ids();
        line.text = textLine.text;
        document.lines.append(line);
    }
    document.lang = languageOfScript(dominantScript(text));
    return document;
}

QString write(const Document& document, const OpenedText* from)
{
    const QString lineEnd = from ? usualLineEnd(from->text) : u"\n"_s;
    QString text;
    for (const Line& line : document.lines)
        text += QString(line.text).replace(u"\n"_s, lineEnd) + lineEnd;
    // A file whose last line has no end keeps it so.
    if (from && !from->text.isEmpty() && !from->text.endsWith(u'\n') && !from->text.endsWith(u'\r'))
        text.chop(lineEnd.size());
    return text;
}

} // namespace

const Format& plainTextFormat() noexcept
{
    static constexpr Format format{"txt"_L1, suffixes, recognises, read, write};
    return format;
}

} // namespace groundswell::lyrics

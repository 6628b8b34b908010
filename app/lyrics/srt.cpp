#include "lyrics/srt.h"

#include "lyrics/line_ends.h"
#include "lyrics/script.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <array>

namespace groundswell::lyrics {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array suffixes{"srt"_L1};

const QRegularExpression& timing()
{
    static const QRegularExpression pattern(
        u"^\\s*(\\d{1,3}):(\\d{2}):(\\d{2})[,.](\\d{1,3})\\s*-->\\s*(\\d{1,3}):(\\d{2}):(\\d{2})[,.](\\d{1,3})"_s);
    return pattern;
}

qint64 timeFrom(const QRegularExpressionMatch& match, int first)
{
    const qint64 seconds = (match.captured(first).toLongLong() * 60 + match.captured(first + 1).toLongLong()) * 60 +
                           match.captured(first + 2).toLongLong();
    return seconds * 1000 + match.captured(first + 3).leftJustified(3, u'0').toLongLong();
}

QString withoutMarkup(QString text)
{
    static const QRegularExpression markup(u"</?(?:[ibus]|font)(?:\\s[^>]*)?>|\\{\\\\[^}]*\\}"_s,
                                           QRegularExpression::CaseInsensitiveOption);
    return text.remove(markup).trimmed();
}

bool isNumber(const QString& text)
{
    bool number = false;
    static_cast<void>(text.trimmed().toUInt(&number));
    return number;
}

bool recognises(QStringView text)
{
    int lines = 0;
    for (const auto line : text.split(u'\n', Qt::SkipEmptyParts)) {
        if (timing().matchView(line).hasMatch()) return true;
        if (++lines > 5) break;
    }
    return false;
}

Result<Document> read(const QString& text, const ReadOptions&, const LineIdMaker& ids)
{
    Document document;
    const QList<TextLine> lines = splitLines(text);
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const auto match = timing().match(lines[i].text);
        if (!match.hasMatch()) continue;
        Line line;
        line.id = ids();
        line.startMs = timeFrom(match, 1);
        line.endMs = std::max(*line.startMs, timeFrom(match, 5));
        QStringList texts;
        while (i + 1 < lines.size() && !lines[i + 1].text.trimmed().isEmpty() &&
               !timing().match(lines[i + 1].text).hasMatch()) {
            // The number of a block that follows without a blank line is not text.
            const bool blockFollows =
                i + 2 < lines.size() && isNumber(lines[i + 1].text) && timing().match(lines[i + 2].text).hasMatch();
            if (blockFollows) break;
            texts.append(withoutMarkup(lines[++i].text));
        }
        line.text = texts.join(u'\n');
        document.lines.append(line);
    }
    if (document.lines.isEmpty())
        return fail(ErrorCode::InvalidInput,
                    QCoreApplication::translate("Lyrics", "The file holds no subtitle with a time."));
    std::ranges::stable_sort(document.lines, {}, &Line::startMs);
    document.lang = languageOfScript(dominantScript(plainText(document)));
    return document;
}

QString stamp(qint64 ms)
{
    return QStringLiteral("%1:%2:%3,%4")
        .arg(ms / 3'600'000, 2, 10, QLatin1Char('0'))
        .arg(ms / 60'000 % 60, 2, 10, QLatin1Char('0'))
        .arg(ms / 1000 % 60, 2, 10, QLatin1Char('0'))
        .arg(ms % 1000, 3, 10, QLatin1Char('0'));
}

QString write(const Document& document, const OpenedText* from)
{
    const QString lineEnd = from ? usualLineEnd(from->text) : u"\n"_s;
    QStringList blocks;
    for (qsizetype i = 0; i < document.lines.size(); ++i) {
        const Line& line = document.lines[i];
        if (!line.startMs) continue;
        std::optional<qint64> end = line.endMs;
        if (!end && i + 1 < document.lines.size()) end = document.lines[i + 1].startMs;
        // A subtitle must end; four seconds is how long a last line usually stands.
        const qint64 until = std::max(*line.startMs, end.value_or(*line.startMs + 4000));
        blocks.append(QString::number(blocks.size() + 1) + lineEnd + stamp(*line.startMs) + u" --> "_s + stamp(until) +
                      lineEnd + QString(line.text).replace(u"\n"_s, lineEnd) + lineEnd);
    }
    return blocks.join(lineEnd);
}

} // namespace

const Format& srtFormat() noexcept
{
    static constexpr Format format{"srt"_L1, suffixes, recognises, read, write};
    return format;
}

} // namespace groundswell::lyrics

#include "lyrics/ttml.h"

#include "lyrics/ttml_reader.h"

#include <QXmlStreamWriter>

#include <array>

namespace groundswell::lyrics {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array suffixes{"ttml"_L1};
constexpr auto ttmNamespace = "http://www.w3.org/ns/ttml#metadata"_L1;
constexpr auto itunesNamespace = "http://music.apple.com/lyric-ttml-internal"_L1;
constexpr auto xmlNamespace = "http://www.w3.org/XML/1998/namespace"_L1;

bool recognises(QStringView text)
{
    const QStringView start = text.first(std::min<qsizetype>(text.size(), 4096));
    return start.trimmed().startsWith(u'<') &&
           (start.contains("<tt "_L1) || start.contains("<tt>"_L1) || start.contains("<tt\n"_L1));
}

QString stamp(qint64 ms)
{
    return QStringLiteral("%1:%2.%3")
        .arg(ms / 60'000, 2, 10, QLatin1Char('0'))
        .arg(ms / 1000 % 60, 2, 10, QLatin1Char('0'))
        .arg(ms % 1000, 3, 10, QLatin1Char('0'));
}

void writeTimes(QXmlStreamWriter& xml, std::optional<qint64> start, std::optional<qint64> end)
{
    if (start) xml.writeAttribute("begin"_L1, stamp(*start));
    if (end) xml.writeAttribute("end"_L1, stamp(*end));
}

void writeText(QXmlStreamWriter& xml, QStringView text)
{
    qsizetype from = 0;
    for (qsizetype at = text.indexOf(u'\n'); at >= 0; at = text.indexOf(u'\n', from)) {
        xml.writeCharacters(text.sliced(from, at - from));
        xml.writeEmptyElement("br"_L1);
        from = at + 1;
    }
    xml.writeCharacters(text.sliced(from));
}

void writeWords(QXmlStreamWriter& xml, const Line& line)
{
    qsizetype at = 0;
    for (const Word& word : line.words) {
        writeText(xml, QStringView(line.text).sliced(at, word.range.start - at));
        xml.writeStartElement("span"_L1);
        writeTimes(xml, word.startMs, word.endMs);
        writeText(xml, QStringView(line.text).sliced(word.range.start, word.range.length));
        xml.writeEndElement();
        at = word.range.end();
    }
    writeText(xml, QStringView(line.text).sliced(at));
}

void writeLayers(QXmlStreamWriter& xml, const Document& document, LineId line)
{
    for (const Layer& layer : document.layers) {
        const QString text = textOf(layer, line);
        if (text.isEmpty()) continue;
        xml.writeStartElement("span"_L1);
        xml.writeAttribute(ttmNamespace, "role"_L1,
                           layer.kind == LayerKind::Translation ? "x-translation"_L1 : "x-roman"_L1);
        xml.writeAttribute(xmlNamespace, "lang"_L1, layer.lang);
        xml.writeCharacters(text);
        xml.writeEndElement();
    }
}

/// The agents that sing, in the order in which they come.
QStringList agentsOf(const Document& document)
{
    QStringList agents;
    for (const Line& line : document.lines) {
        if (!line.agent.isEmpty() && !agents.contains(line.agent)) agents.append(line.agent);
    }
    return agents;
}

QString write(const Document& document, const OpenedText*)
{
    QString text;
    QXmlStreamWriter xml(&text);
    xml.writeStartElement("tt"_L1);
    xml.writeDefaultNamespace("http://www.w3.org/ns/ttml"_L1);
    xml.writeNamespace(ttmNamespace, "ttm"_L1);
    xml.writeNamespace(itunesNamespace, "itunes"_L1);
    xml.writeAttribute(itunesNamespace, "timing"_L1,
                       hasWordTiming(document) ? "Word"_L1
                       : isSynced(document)    ? "Line"_L1
                                               : "None"_L1);
    xml.writeAttribute(xmlNamespace, "lang"_L1, document.lang);
    xml.writeStartElement("head"_L1);
    xml.writeStartElement("metadata"_L1);
    for (const QString& agent : agentsOf(document)) {
        xml.writeEmptyElement(ttmNamespace, "agent"_L1);
        xml.writeAttribute("type"_L1, "person"_L1);
        xml.writeAttribute(xmlNamespace, "id"_L1, agent);
    }
    xml.writeEndElement();
    xml.writeEndElement();
    xml.writeStartElement("body"_L1);
    xml.writeStartElement("div"_L1);
    for (qsizetype i = 0; i < document.lines.size(); ++i) {
        const Line& line = document.lines[i];
        xml.writeStartElement("p"_L1);
        writeTimes(xml, line.startMs, line.endMs);
        if (!line.agent.isEmpty()) xml.writeAttribute(ttmNamespace, "agent"_L1, line.agent);
        xml.writeAttribute(itunesNamespace, "key"_L1, u'L' + QString::number(i + 1));
        if (!line.part.isEmpty()) xml.writeAttribute(itunesNamespace, "songPart"_L1, line.part);
        const bool alone = line.role == LineRole::Background; // a background line without a line before it
        if (!alone) {
            writeWords(xml, line);
            writeLayers(xml, document, line.id);
        }
        if (alone || (i + 1 < document.lines.size() && document.lines[i + 1].role == LineRole::Background)) {
            const Line& background = alone ? line : document.lines[++i];
            xml.writeStartElement("span"_L1);
            xml.writeAttribute(ttmNamespace, "role"_L1, "x-bg"_L1);
            writeTimes(xml, background.startMs, background.endMs);
            writeWords(xml, background);
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }
    xml.writeEndDocument();
    return text + u'\n';
}

} // namespace

const Format& ttmlFormat() noexcept
{
    static constexpr Format format{"ttml"_L1, suffixes, recognises, ttml::read, write};
    return format;
}

} // namespace groundswell::lyrics

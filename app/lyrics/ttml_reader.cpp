#include "lyrics/ttml_reader.h"

#include "lyrics/document_json.h"
#include "lyrics/ttml.h"

#include <QCoreApplication>
#include <QHash>
#include <QSet>
#include <QXmlStreamReader>

#include <algorithm>

namespace groundswell::lyrics::ttml {

using namespace Qt::StringLiterals;

namespace {

/// An attribute by its local name: files disagree on namespaces and their spelling.
QString attribute(const QXmlStreamReader& xml, QLatin1StringView name)
{
    for (const QXmlStreamAttribute& a : xml.attributes()) {
        if (a.name() == name) return a.value().toString();
    }
    return {};
}

struct TextInLanguage
{
    LayerKind kind;
    QString lang;
    QString text;
    QString backgroundText;
};

/// A line while its element is read.
struct LineBuilder
{
    Line line;
    QList<TextInLanguage> texts;

    void addText(QStringView text)
    {
        // Indentation is no text; a space between two spans is.
        if (text.trimmed().isEmpty() && text.contains(u'\n')) return;
        line.text += text;
    }

    /// Takes white space off both ends and drops times that are in disorder.
    void finish()
    {
        qsizetype head = 0;
        while (head < line.text.size() && line.text[head].isSpace())
            ++head;
        line.text = line.text.trimmed();
        for (Word& word : line.words)
            word.range.start -= head;
        if (!line.startMs && !line.words.isEmpty()) line.startMs = line.words.first().startMs;
        if (line.endMs && (!line.startMs || *line.endMs < *line.startMs)) line.endMs.reset();
        const auto backwards = [](const Word& a, const Word& b) {
            return b.startMs < a.startMs || b.range.start < a.range.end();
        };
        if (std::ranges::adjacent_find(line.words, backwards) != line.words.end()) line.words.clear();
    }
};

class Reader
{
public:
    Reader(const QString& text, const LineIdMaker& ids)
        : m_xml(text)
        , m_ids(ids)
    {
        m_xml.setEntityExpansionLimit(0);
    }

    Result<Document> read()
    {
        while (!m_xml.atEnd()) {
            m_xml.readNext();
            if (m_xml.tokenType() == QXmlStreamReader::DTD)
                return fail(ErrorCode::InvalidInput,
                            QCoreApplication::translate(
                                "Lyrics", "The file has a document type declaration, which lyrics never need."));
            if (m_xml.isStartElement()) startElement();
        }
        if (m_xml.hasError())
            return fail(ErrorCode::InvalidInput,
                        QCoreApplication::translate("Lyrics", "The file is not well-formed XML (line %1).")
                            .arg(m_xml.lineNumber()),
                        m_xml.errorString());
        finish();
        return std::move(m_document);
    }

private:
    void startElement()
    {
        const QStringView name = m_xml.name();
        if (name == "tt"_L1) {
            if (const QString lang = attribute(m_xml, "lang"_L1); isLanguageTag(lang)) m_document.lang = lang;
            m_frameRate = positive(attribute(m_xml, "frameRate"_L1), 30.0);
            m_tickRate = positive(attribute(m_xml, "tickRate"_L1), 1.0);
        } else if (name == "div"_L1) {
            m_part = part();
        } else if (name == "translation"_L1 || name == "transliteration"_L1) {
            m_headKind = name == "translation"_L1 ? LayerKind::Translation : LayerKind::Pronunciation;
            m_headLang = attribute(m_xml, "lang"_L1);
        } else if (name == "text"_L1 && !attribute(m_xml, "for"_L1).isEmpty()) {
            readHeadText();
        } else if (name == "p"_L1) {
            readLine();
        }
    }

    static double positive(const QString& text, double otherwise)
    {
        const double value = text.toDouble();
        return value > 0.0 ? value : otherwise;
    }

    [[nodiscard]] QString part() const
    {
        const QString apple = attribute(m_xml, "songPart"_L1);
        return (apple.isEmpty() ? attribute(m_xml, "song-part"_L1) : apple).toLower().left(100);
    }

    [[nodiscard]] std::optional<qint64> time(QLatin1StringView name) const
    {
        return ttmlTime(attribute(m_xml, name), m_frameRate, m_tickRate);
    }

    void readTimes(std::optional<qint64>& start, std::optional<qint64>& end) const
    {
        start = time("begin"_L1);
        end = time("end"_L1);
        const auto duration = time("dur"_L1);
        if (!end && start && duration) end = *start + *duration;
    }

    void readHeadText()
    {
        const QString key = attribute(m_xml, "for"_L1);
        LineBuilder main;
        LineBuilder background;
        readContent(main, &background, 0);
        main.finish();
        background.finish();
        m_headTexts[key].append({m_headKind, m_headLang, main.line.text, background.line.text});
    }

    void readLine()
    {
        LineBuilder main;
        LineBuilder background;
        main.line.id = m_ids();
        readTimes(main.line.startMs, main.line.endMs);
        main.line.agent = attribute(m_xml, "agent"_L1).left(100);
        main.line.part = part().isEmpty() ? m_part : part();
        const QString key = attribute(m_xml, "key"_L1);
        background.line.role = LineRole::Background;
        readContent(main, &background, 0);
        main.finish();
        if (!background.line.text.trimmed().isEmpty()) {
            background.line.id = m_ids();
            background.line.agent = main.line.agent;
            background.line.part = main.line.part;
            if (!background.line.startMs) background.line.startMs = main.line.startMs;
            background.finish();
            const bool alone = main.line.text.isEmpty();
            m_keys.insert(key, {alone ? LineId() : main.line.id, background.line.id});
            if (!alone) m_lines.append(main);
            m_lines.append(background);
        } else {
            m_keys.insert(key, {main.line.id, LineId()});
            m_lines.append(main);
        }
    }

    /// Whether an element may be read at this depth; an error otherwise, so that a hostile file cannot fill the stack.
    bool mayEnter(int depth)
    {
        constexpr int deepest = 32;
        if (depth > deepest) m_xml.raiseError(u"nested too deeply"_s);
        return depth <= deepest;
    }

    /// All text up to the end of the current element. (QXmlStreamReader::readElementText() goes as deep as the file
    /// does.)
    QString readText(int depth)
    {
        QString text;
        if (!mayEnter(depth)) return text;
        while (!m_xml.atEnd()) {
            m_xml.readNext();
            if (m_xml.isEndElement()) break;
            if (m_xml.isCharacters()) text += m_xml.text();
            if (m_xml.isStartElement()) text += readText(depth + 1);
        }
        return text;
    }

    /// Reads up to the end of the current element. Background spans go into `background`.
    void readContent(LineBuilder& into, LineBuilder* background, int depth)
    {
        if (!mayEnter(depth)) return;
        while (!m_xml.atEnd()) {
            m_xml.readNext();
            if (m_xml.isEndElement()) return;
            if (m_xml.isCharacters()) into.addText(m_xml.text());
            if (!m_xml.isStartElement()) continue;
            if (m_xml.name() == "br"_L1) into.line.text += u'\n';
            readChild(into, background, depth);
        }
    }

    void readChild(LineBuilder& into, LineBuilder* background, int depth)
    {
        const QString role = attribute(m_xml, "role"_L1);
        if (role == "x-translation"_L1 || role == "x-roman"_L1) {
            const QString lang = attribute(m_xml, "lang"_L1);
            const QString text = readText(depth + 1).simplified();
            into.texts.append(
                {role == "x-roman"_L1 ? LayerKind::Pronunciation : LayerKind::Translation, lang, text, {}});
        } else if (role == "x-bg"_L1 && background) {
            readTimes(background->line.startMs, background->line.endMs);
            readContent(*background, nullptr, depth + 1);
        } else {
            std::optional<qint64> start;
            std::optional<qint64> end;
            readTimes(start, end);
            const qsizetype from = into.line.text.size();
            const qsizetype words = into.line.words.size();
            readContent(into, background, depth + 1);
            if (start && into.line.words.size() == words) addWord(into.line, *start, end, from);
        }
    }

    static void addWord(Line& line, qint64 start, std::optional<qint64> end, qsizetype from)
    {
        const QStringView piece = QStringView(line.text).sliced(from);
        const QStringView word = piece.trimmed();
        if (word.isEmpty()) return;
        // Apple times spans from the track's start, the W3C from the parent's: a time before the line's own start that
        // fits into the line when it is counted from there is of the second kind.
        const qint64 lineStart = line.startMs.value_or(0);
        if (start < lineStart && line.endMs && lineStart + end.value_or(start) <= *line.endMs) {
            start += lineStart;
            if (end) *end += lineStart;
        }
        if (end && *end < start) end.reset();
        line.words.append({start, end, {from + (word.data() - piece.data()), word.size()}});
    }

    void finish()
    {
        // A song with one singer needs no names.
        QSet<QString> agents;
        for (const LineBuilder& built : std::as_const(m_lines))
            agents.insert(built.line.agent);
        std::ranges::stable_sort(m_lines, {}, [](const LineBuilder& built) { return built.line.startMs.value_or(0); });
        for (LineBuilder& built : m_lines) {
            if (agents.size() < 2) built.line.agent.clear();
            m_document.lines.append(built.line);
        }
        for (const LineBuilder& built : std::as_const(m_lines)) {
            for (const TextInLanguage& text : built.texts)
                addToLayer(text.kind, text.lang, built.line.id, text.text);
        }
        for (auto [key, texts] : m_headTexts.asKeyValueRange()) {
            const auto ids = m_keys.constFind(key);
            if (ids == m_keys.end()) continue;
            for (const TextInLanguage& text : texts) {
                addToLayer(text.kind, text.lang, ids->first, text.text);
                addToLayer(text.kind, text.lang, ids->second, text.backgroundText);
            }
        }
        // A layer stands in the order of its lines.
        QHash<LineId, qsizetype> order;
        for (qsizetype i = 0; i < m_document.lines.size(); ++i)
            order.insert(m_document.lines[i].id, i);
        for (Layer& layer : m_document.layers)
            std::ranges::stable_sort(layer.lines, {}, [&](const LayerLine& l) { return order.value(l.line); });
    }

    void addToLayer(LayerKind kind, QString lang, LineId line, const QString& text)
    {
        if (line.isNull() || text.isEmpty()) return;
        if (!isLanguageTag(lang))
            lang = kind == LayerKind::Pronunciation && m_document.lang != "und"_L1
                       ? m_document.lang.section(u'-', 0, 0) + u"-Latn"_s
                       : u"und"_s;
        auto layer =
            std::ranges::find_if(m_document.layers, [&](const Layer& l) { return l.kind == kind && l.lang == lang; });
        if (layer == m_document.layers.end())
            layer = m_document.layers.insert(m_document.layers.end(), {kind, lang, {}});
        // Said in the line and again in the head: the first counts.
        if (!std::ranges::contains(layer->lines, line, &LayerLine::line)) layer->lines.append({line, text});
    }

    QXmlStreamReader m_xml;
    const LineIdMaker& m_ids;
    Document m_document;
    double m_frameRate = 30.0;
    double m_tickRate = 1.0;
    QString m_part;
    LayerKind m_headKind = LayerKind::Translation;
    QString m_headLang;
    QList<LineBuilder> m_lines;
    QHash<QString, std::pair<LineId, LineId>> m_keys; ///< itunes:key -> the line and its background
    QMap<QString, QList<TextInLanguage>> m_headTexts;
};

} // namespace

Result<Document> read(const QString& text, const ReadOptions&, const LineIdMaker& ids)
{
    return Reader(text, ids).read();
}

} // namespace groundswell::lyrics::ttml

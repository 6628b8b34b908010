#include "lyrics/lrc_reader.h"

#include "lyrics/document_json.h"
#include "lyrics/layer_guess.h"
#include "lyrics/merge.h"
#include "lyrics/script.h"

#include <QRegularExpression>

#include <algorithm>
#include <map>
#include <span>

namespace groundswell::lyrics::lrc {

using namespace Qt::StringLiterals;

namespace {

bool isCredit(const QString& text)
{
    static const QRegularExpression credit(u"^\\s*(作\\s?词|作\\s?曲|编\\s?曲|制\\s?作(人)?|混\\s?音|母\\s?带|录\\s?音|"
                                           u"监\\s?制|出\\s?品|和\\s?声|演\\s?唱|词|曲|作詞|編曲|歌|"
                                           u"작사|작곡|편곡|노래|lyrics( by)?|words( by)?|music( by)?|composed "
                                           u"by|composer|written by|lyricist|arranged by|arranger|"
                                           u"produced by|producer|mixed by|mastered by)\\s*[:：]"_s,
                                           QRegularExpression::CaseInsensitiveOption);
    return credit.match(text).hasMatch();
}

bool saysInstrumental(const QString& text)
{
    static const QRegularExpression phrase(
        u"^\\W*(纯音乐[，,]?\\s*请欣赏|純音樂[，,]?\\s*請欣賞|此歌曲为没有填词的纯音乐[，,]?请您欣赏|instrumental)\\W*$"_s,
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
    return phrase.match(text).hasMatch();
}

/// "[168:10:254]" is minutes:seconds:fraction, unless that breaks the order and hours:minutes:seconds keeps it and fits
/// the track.
bool readColonsAsHours(const QList<SyntaxLine>& syntax, std::optional<qint64> durationMs)
{
    bool anyColons = false;
    bool minutesOrdered = true;
    bool hoursOrdered = true;
    qint64 lastMinutes = 0;
    qint64 lastHours = 0;
    for (const SyntaxLine& line : syntax) {
        for (const Stamp& stamp : line.stamps) {
            anyColons = anyColons || stamp.asHoursMs.has_value();
            const qint64 hours = stamp.asHoursMs.value_or(stamp.ms);
            minutesOrdered = minutesOrdered && stamp.ms >= lastMinutes;
            hoursOrdered = hoursOrdered && hours >= lastHours;
            lastMinutes = stamp.ms;
            lastHours = hours;
        }
    }
    return anyColons && !minutesOrdered && hoursOrdered && durationMs && lastHours <= *durationMs;
}

StampStyle usualStyle(const QList<SyntaxLine>& syntax)
{
    std::map<std::pair<int, QChar>, int> counts;
    for (const SyntaxLine& line : syntax) {
        for (const Stamp& stamp : line.stamps)
            ++counts[{stamp.style.digits, stamp.style.separator}];
    }
    const auto most = std::ranges::max_element(counts, {}, [](const auto& entry) { return entry.second; });
    return most == counts.end() ? StampStyle() : StampStyle{most->first.first, most->first.second};
}

/// A text at one of its stamps, before anything is known of its neighbours.
struct Item
{
    Place place;
    qint64 ms = 0; ///< in the file's own time
    QString text;
    QList<Word> words;
    std::optional<qint64> endMs;
    QString agent;
    LineRole role = LineRole::Main;
};

class Reader
{
public:
    Reader(const ReadOptions& options, const LineIdMaker& ids)
        : m_options(options)
        , m_ids(ids)
    {
    }

    Reading read(const QString& text)
    {
        m_reading.syntax = parse(text);
        m_reading.style = usualStyle(m_reading.syntax);
        m_reading.colonsAreHours = readColonsAsHours(m_reading.syntax, m_options.durationMs);
        readHead();
        collectItems();
        std::ranges::stable_sort(m_items, {}, &Item::ms);
        buildDocument();
        guessLanguages();
        return std::move(m_reading);
    }

private:
    void readHead()
    {
        Document& document = m_reading.document;
        for (const SyntaxLine& line : std::as_const(m_reading.syntax)) {
            if (line.kind != LineKind::Tag) continue;
            const QString value = line.value().toString();
            document.tags.append({line.key, value});
            const QString key = line.key.toLower();
            bool isNumber = false;
            const qint64 number = value.toLongLong(&isNumber);
            constexpr qint64 mostOffset = 86'400'000;
            if (key == "offset"_L1 && isNumber && std::abs(number) <= mostOffset)
                m_reading.shiftMs = m_options.flipOffset ? -number : number;
            if ((key == "lang"_L1 || key == "language"_L1) && isLanguageTag(value)) document.lang = value;
            if (key == "au"_L1 && value.compare("instrumental"_L1, Qt::CaseInsensitive) == 0)
                document.instrumental = true;
        }
    }

    void collectItems()
    {
        const auto isTimed = [](const SyntaxLine& line) { return line.kind == LineKind::Timed; };
        const bool anyTimed = std::ranges::any_of(m_reading.syntax, isTimed);
        QString voice;
        bool started = false;
        QList<QString> preamble;
        for (qsizetype i = 0; i < m_reading.syntax.size(); ++i) {
            const SyntaxLine& line = m_reading.syntax[i];
            started = started || line.kind == LineKind::Timed;
            if (line.kind == LineKind::Timed)
                collectTimed(i, voice);
            else if (line.kind == LineKind::Text && !anyTimed)
                m_items.append({{i, -1}, 0, line.text.trimmed(), {}, {}, {}, LineRole::Main});
            else if (line.kind == LineKind::Text && !started)
                preamble.append(line.text.trimmed());
        }
        m_reading.document.preamble = preamble.join(u'\n');
    }

    void collectTimed(qsizetype index, QString& voice)
    {
        const SyntaxLine& line = m_reading.syntax[index];
        // F, M and D hold until the next of them (Walaoke); v1 and bg are said for each line.
        const bool sticks = line.voice.size() == 1;
        if (sticks) voice = line.voice;
        const qint64 first = timeOf(line.stamps.first(), m_reading.colonsAreHours);
        const Body body = readBody(line.body(), first);
        if (body.marked) m_reading.marks = body.marks;
        QStringList texts;
        if (!body.text.isEmpty()) texts.append(body.text);
        for (const qsizetype c : continuationsOf(m_reading.syntax, index))
            texts.append(m_reading.syntax[c].text.trimmed());
        for (qsizetype s = 0; s < line.stamps.size(); ++s) {
            Item item{{index, s},        timeOf(line.stamps[s], m_reading.colonsAreHours),
                      texts.join(u'\n'), body.words,
                      body.endMs,        {},
                      LineRole::Main};
            // Word times are those of the first occurrence.
            const qint64 later = item.ms - first;
            for (Word& word : item.words) {
                word.startMs += later;
                if (word.endMs) *word.endMs += later;
            }
            if (item.endMs) *item.endMs += later;
            if (line.voice == "bg"_L1)
                item.role = LineRole::Background;
            else
                item.agent = line.voice.isEmpty() || sticks ? voice : line.voice;
            if (isCredit(item.text)) item.role = LineRole::Credit;
            m_items.append(item);
        }
    }

    void buildDocument()
    {
        QList<StampedText> texts;
        for (const Item& item : std::as_const(m_items)) {
            if (item.text.isEmpty()) continue;
            const bool apart = item.place.stamp < 0 || item.role != LineRole::Main ||
                               m_reading.syntax[item.place.line].voice.size() > 0;
            texts.append({item.ms, item.text, !item.words.isEmpty(), apart});
        }
        Document& document = m_reading.document;
        const LayerGuess guess = guessLayers(
            texts, {m_options.order, document.lang == "und"_L1 ? QString() : document.lang, tagValue(document, u"ti")});
        for (const LayerKind kind : guess.kinds) {
            document.layers.append({kind, u"und"_s, {}});
            m_reading.layerPlaces.append(QList<Place>());
        }
        // A translation may stand before its original in the file: all originals of a stamp come first.
        qsizetype next = 0;
        for (qsizetype i = 0; i < m_items.size();) {
            qsizetype groupEnd = i;
            while (groupEnd < m_items.size() && m_items[groupEnd].ms == m_items[i].ms)
                ++groupEnd;
            addGroup(i, groupEnd, guess, next);
            i = groupEnd;
        }
    }

    void addGroup(qsizetype from, qsizetype to, const LayerGuess& guess, qsizetype& next)
    {
        const qsizetype firstText = next;
        const auto isEmpty = [](const Item& item) { return item.text.isEmpty(); };
        const bool allEmpty = std::all_of(m_items.begin() + from, m_items.begin() + to, isEmpty);
        for (qsizetype i = from; i < to; ++i) {
            // Beside a text of the same time it is a missing translation and ends nothing.
            if (isEmpty(m_items[i]) && allEmpty)
                addEnd(m_items[i]);
            else if (!isEmpty(m_items[i]) && guess.layerOf[next++] < 0)
                addLine(m_items[i]);
        }
        next = firstText;
        for (qsizetype i = from; i < to; ++i) {
            if (m_items[i].text.isEmpty()) continue;
            const int layer = guess.layerOf[next++];
            if (layer < 0) continue;
            m_reading.document.layers[layer].lines.append({m_reading.document.lines.last().id, m_items[i].text});
            m_reading.layerPlaces[layer].append(m_items[i].place);
        }
    }

    void addLine(const Item& item)
    {
        Line line;
        line.id = m_ids();
        line.text = item.text;
        line.agent = item.agent;
        line.role = item.role;
        if (item.place.stamp >= 0) {
            line.startMs = shown(item.ms);
            if (item.endMs && *item.endMs >= item.ms) line.endMs = shown(*item.endMs);
            for (const Word& word : item.words) {
                line.words.append(
                    {shown(word.startMs), word.endMs ? std::optional(shown(*word.endMs)) : std::nullopt, word.range});
            }
        }
        m_reading.document.instrumental = m_reading.document.instrumental || saysInstrumental(line.text);
        m_reading.document.lines.append(line);
        m_reading.places.append(item.place);
        m_reading.endPlaces.append(Place());
    }

    /// An empty stamp ends the line before it; a second one in a row says nothing more.
    void addEnd(const Item& item)
    {
        QList<Line>& lines = m_reading.document.lines;
        if (lines.isEmpty() || m_reading.endPlaces.last().line >= 0) return;
        lines.last().endMs = shown(item.ms);
        m_reading.endPlaces.last() = item.place;
    }

    /// A positive offset shows the words earlier, and nothing before the track begins.
    [[nodiscard]] qint64 shown(qint64 ms) const noexcept { return std::max<qint64>(0, ms - m_reading.shiftMs); }

    void guessLanguages()
    {
        Document& document = m_reading.document;
        if (document.lang == "und"_L1) document.lang = languageOfScript(dominantScript(plainText(document)));
        for (Layer& layer : document.layers) {
            QString text;
            for (const LayerLine& line : std::as_const(layer.lines))
                text += line.text + u'\n';
            layer.lang = layer.kind == LayerKind::Pronunciation ? u"ja-Latn"_s : languageOfScript(dominantScript(text));
        }
        // A layer is named by kind and language: a second one of the same gets a private subtag (RFC 5646
        // section 2.2.7).
        for (qsizetype i = 1; i < document.layers.size(); ++i) {
            const auto earlier = std::span(document.layers.cbegin(), static_cast<size_t>(i));
            const auto same = [&](const Layer& other) { return layerKey(other) == layerKey(document.layers.at(i)); };
            if (std::ranges::any_of(earlier, same)) document.layers[i].lang += u"-x-%1"_s.arg(i + 1);
        }
    }

    const ReadOptions& m_options;
    const LineIdMaker& m_ids;
    Reading m_reading;
    QList<Item> m_items;
};

} // namespace

qint64 timeOf(const Stamp& stamp, bool colonsAreHours) noexcept
{
    return colonsAreHours ? stamp.asHoursMs.value_or(stamp.ms) : stamp.ms;
}

QList<qsizetype> continuationsOf(const QList<SyntaxLine>& syntax, qsizetype line)
{
    QList<qsizetype> lines;
    for (qsizetype i = line + 1; i < syntax.size() && syntax[i].kind != LineKind::Timed; ++i) {
        if (syntax[i].kind == LineKind::Text) lines.append(i);
    }
    return lines;
}

Reading read(const QString& text, const ReadOptions& options, const LineIdMaker& ids)
{
    return Reader(options, ids).read(text);
}

} // namespace groundswell::lyrics::lrc

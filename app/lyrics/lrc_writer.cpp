#include "lyrics/lrc_writer.h"

#include "lyrics/line_ends.h"
#include "lyrics/lrc_edits.h"
#include "lyrics/lrc_reader.h"

#include <QHash>
#include <QSet>

#include <algorithm>

namespace groundswell::lyrics::lrc {

using namespace Qt::StringLiterals;

namespace {

/// The style for a file of its own: hundredths, unless a time needs more.
StampStyle styleFor(const Document& document)
{
    const auto fine = [](const Line& line) {
        return line.startMs.value_or(0) % 10 != 0 || line.endMs.value_or(0) % 10 != 0 ||
               std::ranges::any_of(line.words,
                                   [](const Word& w) { return w.startMs % 10 != 0 || w.endMs.value_or(0) % 10 != 0; });
    };
    return {std::ranges::any_of(document.lines, fine) ? 3 : 2, u'.'};
}

class Writer
{
public:
    Writer(Reading reading, const Document& before, const Document& after)
        : m_reading(std::move(reading))
        , m_before(before)
        , m_after(after)
        , m_edits(m_reading.syntax)
    {
        for (qsizetype i = 0; i < before.lines.size(); ++i)
            m_indexBefore.insert(before.lines[i].id, i);
        for (qsizetype i = 0; i < after.lines.size(); ++i)
            m_indexAfter.insert(after.lines[i].id, i);
    }

    QString write(const QString& lineEnd)
    {
        writeTags();
        writePreamble();
        for (qsizetype file = 0; file < m_reading.syntax.size(); ++file)
            writeFileLine(file);
        for (qsizetype i = 0; i < m_before.lines.size(); ++i) {
            writeEnd(i);
            writeLayersOf(i);
        }
        writeNewLines();
        return m_edits.text(lineEnd);
    }

private:
    // ---- the head

    void writeTags()
    {
        QList<qsizetype> places;
        for (qsizetype i = 0; i < m_reading.syntax.size(); ++i) {
            if (m_reading.syntax[i].kind == LineKind::Tag) places.append(i);
        }
        QSet<qsizetype> kept;
        QStringList added;
        qsizetype from = 0;
        for (const Tag& tag : m_after.tags) {
            qsizetype match = from;
            while (match < places.size() && m_before.tags[match].key != tag.key)
                ++match;
            if (match == places.size()) {
                added.append(u"[%1:%2]"_s.arg(tag.key, tag.value));
                continue;
            }
            kept.insert(match);
            from = match + 1;
            // The times were read with the offset applied; another offset would move every line.
            const bool offset = tag.key.compare("offset"_L1, Qt::CaseInsensitive) == 0;
            if (m_before.tags[match].value != tag.value && !offset) m_edits.setValue(places[match], tag.value);
        }
        for (qsizetype i = 0; i < places.size(); ++i) {
            if (!kept.contains(i) && m_before.tags[i].key.compare("offset"_L1, Qt::CaseInsensitive) != 0)
                m_edits.remove(places[i]);
        }
        for (const QString& line : std::as_const(added))
            m_edits.insertAfter(places.isEmpty() ? -1 : places.last(), {line, -1, {}});
    }

    void writePreamble()
    {
        if (m_after.preamble == m_before.preamble) return;
        qsizetype last = -1;
        for (qsizetype i = 0; i < m_reading.syntax.size() && m_reading.syntax[i].kind != LineKind::Timed; ++i) {
            if (m_reading.syntax[i].kind == LineKind::Text) m_edits.remove(i);
            last = i;
        }
        for (const QString& line : m_after.preamble.split(u'\n', Qt::SkipEmptyParts))
            m_edits.insertAfter(last, {line, -1, {}});
    }

    // ---- lines that stand in the file

    [[nodiscard]] const Line* after(qsizetype index) const
    {
        const auto found = m_indexAfter.constFind(m_before.lines[index].id);
        return found == m_indexAfter.end() ? nullptr : &m_after.lines[*found];
    }

    static bool sameContent(const Line& a, const Line& b)
    {
        return a.text == b.text && a.words == b.words && a.agent == b.agent &&
               (a.role == LineRole::Background) == (b.role == LineRole::Background);
    }

    /// All lines of the document that this line of the file holds, one a stamp.
    void writeFileLine(qsizetype file)
    {
        QList<qsizetype> held;
        for (qsizetype i = 0; i < m_reading.places.size(); ++i) {
            if (m_reading.places[i].line == file) held.append(i);
        }
        if (held.isEmpty()) return;
        const auto changed = [&](qsizetype i) { return !after(i) || !sameContent(*after(i), m_before.lines[i]); };
        const auto retimed = [&](qsizetype i) { return after(i) && after(i)->startMs != m_before.lines[i].startMs; };
        const bool anyChanged = std::ranges::any_of(held, changed);
        if (!anyChanged && std::ranges::none_of(held, retimed)) return;

        const Place place = m_reading.places[held.first()];
        const bool plain =
            place.stamp < 0 || std::ranges::any_of(held, [&](qsizetype i) { return after(i) && !after(i)->startMs; });
        const bool shared = m_reading.syntax[file].stamps.size() > 1;
        const bool worded = !m_before.lines[held.first()].words.isEmpty();
        if (plain || (shared && (anyChanged || worded)))
            rewrite(file, held);
        else
            editInPlace(file, held, anyChanged);
    }

    /// Stamps and text are replaced where they stand.
    void editInPlace(qsizetype file, const QList<qsizetype>& held, bool contentChanged)
    {
        for (const qsizetype i : held) {
            if (!after(i)) {
                removeWhole(file);
                return;
            }
            if (after(i)->startMs != m_before.lines[i].startMs)
                m_edits.setStamp(file, m_reading.places[i].stamp, stamp(*after(i)->startMs));
        }
        if (!contentChanged) return;
        const Line& line = *after(held.first());
        const Line& was = m_before.lines[held.first()];
        if (line.agent != was.agent || line.role != was.role) m_edits.setVoice(file, voiceOf(line));
        m_edits.setWantedAgent(file, line.agent);
        if (line.text == was.text && line.words == was.words) return;
        const QStringList texts = line.text.split(u'\n');
        m_edits.setBody(file, body(line, texts.first()));
        const QList<qsizetype> continued = continuationsOf(m_reading.syntax, file);
        for (qsizetype c = 0; c < continued.size(); ++c) {
            if (c + 1 >= texts.size())
                m_edits.remove(continued[c]);
            else if (texts[c + 1] != m_reading.syntax[continued[c]].text.trimmed())
                m_edits.setWhole(continued[c], texts[c + 1]);
        }
        for (qsizetype c = continued.size() + 1; c < texts.size(); ++c)
            m_edits.insertAfter(continued.isEmpty() ? file : continued.last(), {texts[c], -1, {}});
    }

    /// Occurrences that no longer say the same get lines of their own; those left unchanged stay.
    void rewrite(qsizetype file, const QList<qsizetype>& held)
    {
        const bool worded = !m_before.lines[held.first()].words.isEmpty();
        QList<qsizetype> staying;
        for (const qsizetype i : held) {
            const bool stays = after(i) && !worded && m_reading.places[i].stamp >= 0 && after(i)->startMs &&
                               sameContent(*after(i), m_before.lines[i]);
            if (stays) staying.append(i);
        }
        const qsizetype anchor = lastOf(file);
        for (const qsizetype i : held) {
            if (staying.contains(i)) {
                if (after(i)->startMs != m_before.lines[i].startMs)
                    m_edits.setStamp(file, m_reading.places[i].stamp, stamp(*after(i)->startMs));
            } else if (m_reading.places[i].stamp >= 0) {
                m_edits.setStamp(file, m_reading.places[i].stamp, {});
            }
        }
        if (staying.isEmpty()) removeWhole(file);
        for (const qsizetype i : held) {
            if (after(i) && !staying.contains(i)) insertLine(anchor, *after(i));
        }
    }

    void removeWhole(qsizetype file)
    {
        m_edits.remove(file);
        for (const qsizetype c : continuationsOf(m_reading.syntax, file))
            m_edits.remove(c);
    }

    /// The empty stamp that ends a line.
    void writeEnd(qsizetype index)
    {
        const Line* line = after(index);
        const std::optional<qint64> end = line ? line->endMs : std::nullopt;
        if (end == m_before.lines[index].endMs) return;
        const Place place = m_reading.endPlaces[index];
        if (place.line >= 0) {
            const bool last = m_reading.syntax[place.line].stamps.size() == 1;
            if (end)
                m_edits.setStamp(place.line, place.stamp, stamp(*end));
            else if (last)
                m_edits.remove(place.line);
            else
                m_edits.setStamp(place.line, place.stamp, {});
        } else if (line) {
            insertEnd(lastOf(m_reading.places[index].line), *line);
        }
    }

    // ---- layers

    void writeLayersOf(qsizetype index)
    {
        const LineId id = m_before.lines[index].id;
        for (qsizetype l = 0; l < m_before.layers.size(); ++l) {
            const Layer& was = m_before.layers[l];
            const auto layer = std::ranges::find_if(
                m_after.layers, [&](const Layer& x) { return x.kind == was.kind && x.lang == was.lang; });
            const QString text = layer == m_after.layers.end() || !after(index) ? QString() : textOf(*layer, id);
            const auto entry = std::ranges::find(was.lines, id, &LayerLine::line);
            if (entry == was.lines.end()) {
                if (!text.isEmpty())
                    m_edits.insertAfter(lastOf(m_reading.places[index].line),
                                        {stampedText(*after(index), text), -1, {}});
                continue;
            }
            writeLayerEntry(m_reading.layerPlaces[l][entry - was.lines.begin()], entry->text, text, index);
        }
        for (const Layer& layer : m_after.layers) {
            const bool isNew = std::ranges::none_of(
                m_before.layers, [&](const Layer& x) { return x.kind == layer.kind && x.lang == layer.lang; });
            const QString text = isNew && after(index) ? textOf(layer, id) : QString();
            if (!text.isEmpty())
                m_edits.insertAfter(lastOf(m_reading.places[index].line), {stampedText(*after(index), text), -1, {}});
        }
    }

    void writeLayerEntry(Place place, const QString& was, const QString& text, qsizetype index)
    {
        const bool shared = m_reading.syntax[place.line].stamps.size() > 1;
        const bool retimed = after(index) && after(index)->startMs != m_before.lines[index].startMs;
        if (text == was && !retimed) return;
        if (text == was && after(index)->startMs) {
            m_edits.setStamp(place.line, place.stamp, stamp(*after(index)->startMs));
        } else if (shared) {
            m_edits.setStamp(place.line, place.stamp, {});
            if (!text.isEmpty()) m_edits.insertAfter(lastOf(place.line), {stampedText(*after(index), text), -1, {}});
        } else if (text.isEmpty()) {
            removeWhole(place.line);
        } else {
            m_edits.setBody(place.line, QString(text).replace(u'\n', u' '));
            for (const qsizetype c : continuationsOf(m_reading.syntax, place.line))
                m_edits.remove(c);
            if (retimed && after(index)->startMs)
                m_edits.setStamp(place.line, place.stamp, stamp(*after(index)->startMs));
        }
    }

    // ---- new lines

    void writeNewLines()
    {
        qsizetype anchor = -2; // none yet: before the first timed line
        for (const Line& line : m_after.lines) {
            const auto index = m_indexBefore.constFind(line.id);
            if (index != m_indexBefore.end()) {
                anchor = lastOf(m_reading.places[*index].line);
                continue;
            }
            const qsizetype at = anchor == -2 ? beforeFirstTimed() : anchor;
            insertLine(at, line);
            for (const Layer& layer : m_after.layers) {
                if (const QString text = textOf(layer, line.id); !text.isEmpty())
                    m_edits.insertAfter(at, {stampedText(line, text), -1, {}});
            }
            insertEnd(at, line);
        }
    }

    [[nodiscard]] qsizetype beforeFirstTimed() const
    {
        const auto first = std::ranges::find(m_reading.syntax, LineKind::Timed, &SyntaxLine::kind);
        return (first == m_reading.syntax.end() ? m_reading.syntax.size() : first - m_reading.syntax.begin()) - 1;
    }

    /// The last line of the file that belongs to this one: its continuations, and the translations and end that follow
    /// it.
    [[nodiscard]] qsizetype lastOf(qsizetype file) const
    {
        QSet<qsizetype> own;
        for (const qsizetype c : continuationsOf(m_reading.syntax, file))
            own.insert(c);
        for (qsizetype i = 0; i < m_reading.places.size(); ++i) {
            if (m_reading.places[i].line != file) continue;
            own.insert(m_reading.endPlaces[i].line);
            for (qsizetype l = 0; l < m_before.layers.size(); ++l) {
                const auto& entries = m_before.layers[l].lines;
                const auto entry = std::ranges::find(entries, m_before.lines[i].id, &LayerLine::line);
                if (entry != entries.end()) own.insert(m_reading.layerPlaces[l][entry - entries.begin()].line);
            }
        }
        while (own.contains(file + 1))
            ++file;
        return file;
    }

    void insertLine(qsizetype anchor, const Line& line)
    {
        const QStringList texts = line.text.split(u'\n');
        if (!line.startMs) {
            for (const QString& text : texts)
                m_edits.insertAfter(anchor, {text, -1, {}});
            return;
        }
        const QString head = u'[' + stamp(*line.startMs) + u']';
        m_edits.insertAfter(anchor, {head + voiceOf(line) + body(line, texts.first()), head.size(), line.agent});
        for (const QString& text : texts.sliced(1))
            m_edits.insertAfter(anchor, {text, -1, {}});
    }

    void insertEnd(qsizetype anchor, const Line& line)
    {
        if (!line.endMs || !line.startMs) return;
        if (!line.words.isEmpty() && line.words.last().endMs == line.endMs) return; // its last word says so
        // An empty stamp ends the line before it, which is another one where lines overlap.
        const bool overlapped = std::ranges::any_of(m_after.lines, [&](const Line& other) {
            return other.id != line.id && other.startMs && *other.startMs >= *line.startMs &&
                   *other.startMs <= *line.endMs;
        });
        if (!overlapped) m_edits.insertAfter(anchor, {u'[' + stamp(*line.endMs) + u']', -1, {}});
    }

    // ---- tokens

    [[nodiscard]] QString stamp(qint64 ms) const
    {
        return formatStamp(std::max<qint64>(0, ms + m_reading.shiftMs), m_reading.style);
    }

    [[nodiscard]] QString stampedText(const Line& line, const QString& text) const
    {
        return (line.startMs ? u'[' + stamp(*line.startMs) + u']' : QString()) + QString(text).replace(u'\n', u' ');
    }

    [[nodiscard]] QString body(const Line& line, const QString& firstText) const
    {
        return writeBody(firstText, line.words, line.startMs.value_or(0), m_reading.shiftMs, m_reading.marks,
                         m_reading.style);
    }

    static QString voiceOf(const Line& line)
    {
        if (line.role == LineRole::Background) return u"bg: "_s;
        return isVoice(line.agent) ? line.agent + u": "_s : QString();
    }

    Reading m_reading;
    const Document& m_before;
    const Document& m_after;
    Edits m_edits;
    QHash<LineId, qsizetype> m_indexBefore;
    QHash<LineId, qsizetype> m_indexAfter;
};

} // namespace

QString write(const Document& document, const OpenedText* from)
{
    const LineIdMaker noIds = [] { return LineId(); };
    if (from) {
        Reading reading = read(from->text, from->options, noIds);
        if (reading.document.lines.size() == from->document.lines.size() &&
            reading.document.layers.size() == from->document.layers.size())
            return Writer(std::move(reading), from->document, document).write(usualLineEnd(from->text));
    }
    Reading reading;
    reading.style = styleFor(document);
    return Writer(std::move(reading), Document(), document).write(u"\n"_s);
}

} // namespace groundswell::lyrics::lrc

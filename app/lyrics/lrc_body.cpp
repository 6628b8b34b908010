#include "lyrics/lrc_body.h"

#include "lyrics/lrc_syntax.h"

#include <algorithm>

namespace groundswell::lyrics::lrc {

namespace {

std::optional<Stamp> markAt(QStringView body, qsizetype at)
{
    if (const auto angle = stampAt(body, at, u'<', u'>')) return angle;
    // A bracket without a fraction is more likely text ("see you at [09:30]") than a mark.
    const auto bracket = stampAt(body, at, u'[', u']');
    return bracket && bracket->style.digits > 0 ? bracket : std::nullopt;
}

/// Collects the text and the words between the marks.
class BodyReader
{
public:
    explicit BodyReader(qint64 lineMs)
        : m_mark(lineMs)
    {
    }

    void segment(QStringView piece)
    {
        const QStringView word = piece.trimmed();
        if (!word.isEmpty() && m_mark) {
            m_body.words.append(
                {*m_mark, std::nullopt, {m_body.text.size() + piece.indexOf(word.front()), word.size()}});
            m_mark.reset();
        }
        m_body.text += piece;
    }

    void mark(const Stamp& stamp, QChar open, bool textFollows)
    {
        const bool firstMark = !m_body.marked;
        m_body.marked = true;
        m_body.marks = open == u'<' ? WordMarks::Angle : WordMarks::Bracket;
        if (stamp.ms == 0 && !m_body.text.isEmpty()) return;
        // A mark that was followed by white space alone ended the word before it.
        if (m_mark && !(firstMark && m_body.text.trimmed().isEmpty())) endLastWord(*m_mark);
        m_mark = stamp.ms;
        if (textFollows) return;
        endLastWord(stamp.ms);
        m_body.endMs = stamp.ms;
        m_mark.reset();
    }

    [[nodiscard]] Body finish()
    {
        trim();
        const auto backwards = [](const Word& a, const Word& b) { return b.startMs < a.startMs; };
        const bool ordered = std::ranges::adjacent_find(m_body.words, backwards) == m_body.words.end();
        const bool ends =
            std::ranges::none_of(m_body.words, [](const Word& w) { return w.endMs && *w.endMs < w.startMs; });
        if (!m_body.marked || !ordered || !ends) m_body.words.clear();
        if (m_body.words.isEmpty()) m_body.endMs.reset();
        return std::move(m_body);
    }

private:
    void endLastWord(qint64 ms)
    {
        if (!m_body.words.isEmpty() && !m_body.words.last().endMs) m_body.words.last().endMs = ms;
    }

    void trim()
    {
        const qsizetype before = m_body.text.size();
        qsizetype head = 0;
        while (head < before && m_body.text[head].isSpace())
            ++head;
        m_body.text = m_body.text.trimmed();
        for (Word& word : m_body.words)
            word.range.start -= head;
    }

    Body m_body;
    std::optional<qint64> m_mark;
};

} // namespace

Body readBody(QStringView body, qint64 lineMs)
{
    BodyReader reader(lineMs);
    qsizetype from = 0;
    for (qsizetype at = 0; at < body.size(); ++at) {
        const auto stamp = markAt(body, at);
        if (!stamp) continue;
        reader.segment(body.sliced(from, at - from));
        from = stamp->end();
        reader.mark(*stamp, body[at], !body.sliced(from).trimmed().isEmpty());
        at = from - 1;
    }
    reader.segment(body.sliced(from));
    return reader.finish();
}

QString writeBody(QStringView text, const QList<Word>& words, qint64 lineMs, qint64 shiftMs, WordMarks marks,
                  const StampStyle& style)
{
    const auto mark = [&](qint64 ms) {
        const QString stamp = formatStamp(std::max<qint64>(0, ms + shiftMs), style);
        return marks == WordMarks::Angle ? u'<' + stamp + u'>' : u'[' + stamp + u']';
    };
    QString body;
    qsizetype at = 0;
    for (const Word& word : words) {
        if (word.range.start < at || word.range.end() > text.size()) break; // on a continuation line
        body += text.sliced(at, word.range.start - at);
        // In eslrc the line's own stamp stands before the first word.
        if (marks == WordMarks::Angle || word.range.start > 0 || word.startMs != lineMs) body += mark(word.startMs);
        body += text.sliced(word.range.start, word.range.length);
        if (word.endMs) body += mark(*word.endMs);
        at = word.range.end();
    }
    body += text.sliced(at);
    return body;
}

} // namespace groundswell::lyrics::lrc

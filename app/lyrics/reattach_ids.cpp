#include "lyrics/reattach_ids.h"

#include <QHash>
#include <QSet>

#include <algorithm>

namespace groundswell::lyrics {

namespace {

using Match = QHash<qsizetype, qsizetype>; // line of the pasted text -> line of the earlier one

/// Text as it is compared: case, punctuation and white space do not make another line.
QString folded(const QString& text)
{
    QString result;
    for (const QChar c : text.normalized(QString::NormalizationForm_KC).toCaseFolded()) {
        if (c.isLetterOrNumber() || c.isMark()) result += c;
    }
    return result.isEmpty() ? text.trimmed() : result;
}

/// How alike two texts are, 0..1: Dice's coefficient over pairs of characters.
double likeness(const QString& a, const QString& b)
{
    if (a == b) return 1.0;
    if (a.size() < 2 || b.size() < 2) return 0.0;
    QHash<std::pair<QChar, QChar>, int> pairs;
    for (qsizetype i = 0; i + 1 < a.size(); ++i)
        ++pairs[{a[i], a[i + 1]}];
    qsizetype shared = 0;
    for (qsizetype i = 0; i + 1 < b.size(); ++i) {
        const auto found = pairs.find({b[i], b[i + 1]});
        if (found == pairs.end() || *found == 0) continue;
        --*found;
        ++shared;
    }
    return 2.0 * static_cast<double>(shared) / static_cast<double>(a.size() + b.size() - 2);
}

class Matcher
{
public:
    Matcher(const Document& before, const Document& pasted)
        : m_before(before)
        , m_pasted(pasted)
    {
        for (const Line& line : before.lines)
            m_old.append(folded(line.text));
        for (const Line& line : pasted.lines)
            m_new.append(folded(line.text));
    }

    Match run()
    {
        matchCommonSubsequence();
        matchEqualElsewhere();
        matchSimilarBetweenNeighbours();
        matchByTime();
        return m_match;
    }

private:
    void put(qsizetype fresh, qsizetype old)
    {
        m_match.insert(fresh, old);
        m_taken.insert(old);
    }

    [[nodiscard]] bool isFree(qsizetype fresh, qsizetype old) const
    {
        return !m_match.contains(fresh) && !m_taken.contains(old);
    }

    void matchCommonSubsequence()
    {
        // The usual table; a song has a few hundred lines. Longer texts are cut to keep it within a few megabytes.
        const qsizetype rows = std::min<qsizetype>(m_old.size(), 1500);
        const qsizetype columns = std::min<qsizetype>(m_new.size(), 1500);
        QList<quint16> length((rows + 1) * (columns + 1), 0);
        const auto at = [&](qsizetype i, qsizetype j) -> quint16& { return length[i * (columns + 1) + j]; };
        for (qsizetype i = rows - 1; i >= 0; --i) {
            for (qsizetype j = columns - 1; j >= 0; --j)
                at(i, j) = m_old[i] == m_new[j] ? static_cast<quint16>(at(i + 1, j + 1) + 1)
                                                : std::max(at(i + 1, j), at(i, j + 1));
        }
        for (qsizetype i = 0, j = 0; i < rows && j < columns;) {
            if (m_old[i] == m_new[j])
                put(j++, i++);
            else if (at(i + 1, j) >= at(i, j + 1))
                ++i;
            else
                ++j;
        }
    }

    void matchEqualElsewhere()
    {
        QHash<QString, QList<qsizetype>> places;
        for (qsizetype i = m_old.size() - 1; i >= 0; --i) {
            if (!m_taken.contains(i)) places[m_old[i]].append(i);
        }
        for (qsizetype j = 0; j < m_new.size(); ++j) {
            const auto found = places.find(m_new[j]);
            if (!m_match.contains(j) && found != places.end() && !found->isEmpty()) put(j, found->takeLast());
        }
    }

    void matchSimilarBetweenNeighbours()
    {
        for (qsizetype j = 0; j < m_new.size(); ++j) {
            if (m_match.contains(j)) continue;
            qsizetype before = j - 1;
            while (before >= 0 && !m_match.contains(before))
                --before;
            qsizetype after = j + 1;
            while (after < m_new.size() && !m_match.contains(after))
                ++after;
            const qsizetype from = before < 0 ? 0 : m_match.value(before) + 1;
            const qsizetype to = after == m_new.size() ? m_old.size() : m_match.value(after);
            qsizetype best = -1;
            double bestLikeness = 0.5; // half of it or more is the same
            for (qsizetype i = from; i < to; ++i) {
                const double value = m_taken.contains(i) ? 0.0 : likeness(m_old[i], m_new[j]);
                if (value > bestLikeness) {
                    best = i;
                    bestLikeness = value;
                }
            }
            if (best >= 0) put(j, best);
        }
    }

    void matchByTime()
    {
        constexpr qint64 nearMs = 300;
        for (qsizetype j = 0; j < m_new.size(); ++j) {
            const auto start = m_pasted.lines[j].startMs;
            qsizetype best = -1;
            qint64 bestDistance = nearMs + 1;
            for (qsizetype i = 0; start && i < m_old.size(); ++i) {
                const auto other = m_before.lines[i].startMs;
                if (!other || !isFree(j, i) || std::abs(*other - *start) >= bestDistance) continue;
                best = i;
                bestDistance = std::abs(*other - *start);
            }
            if (best >= 0) put(j, best);
        }
    }

    const Document& m_before;
    const Document& m_pasted;
    QList<QString> m_old;
    QList<QString> m_new;
    Match m_match;
    QSet<qsizetype> m_taken;
};

} // namespace

Document reattachIds(const Document& before, const Document& pasted)
{
    const Match match = Matcher(before, pasted).run();
    Document result = pasted;
    QHash<LineId, LineId> renamed;
    for (auto [fresh, old] : match.asKeyValueRange()) {
        renamed.insert(pasted.lines[fresh].id, before.lines[old].id);
        result.lines[fresh].id = before.lines[old].id;
    }
    for (Layer& layer : result.layers) {
        for (LayerLine& line : layer.lines)
            line.line = renamed.value(line.line, line.line);
    }
    return result;
}

} // namespace groundswell::lyrics

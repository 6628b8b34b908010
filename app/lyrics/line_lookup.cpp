#include "lyrics/line_lookup.h"

#include <algorithm>
#include <ranges>
#include <set>
#include <utility>

namespace groundswell::lyrics {

LineLookup::LineLookup(const Document& document)
    : m_lines(document.lines)
    , m_ends(document.lines.size())
{
    QList<qsizetype> order;
    for (qsizetype i = 0; i < m_lines.size(); ++i) {
        if (m_lines[i].startMs) order.append(i);
    }
    std::ranges::stable_sort(order, {}, [&](qsizetype i) { return *m_lines[i].startMs; });

    std::optional<qint64> nextStart;
    std::optional<qint64> groupStart;
    for (const qsizetype i : order | std::views::reverse) {
        const qint64 start = *m_lines[i].startMs;
        if (groupStart != start && m_lines[i].role != LineRole::Background) {
            nextStart = groupStart;
            groupStart = start;
        }
        m_ends[i] = m_lines[i].endMs ? m_lines[i].endMs : (groupStart == start ? nextStart : groupStart);
    }

    // Sweep over all starts and ends. The running lines are ordered so that the one to show stands last.
    struct Event
    {
        qint64 ms;
        bool starts;
        qsizetype line;
    };
    QList<Event> events;
    for (const qsizetype i : std::as_const(order)) {
        if (m_lines[i].role == LineRole::Background) continue;
        events.append({*m_lines[i].startMs, true, i});
        if (m_ends[i]) events.append({*m_ends[i], false, i});
    }
    std::ranges::stable_sort(events, {}, &Event::ms);
    std::set<std::pair<qint64, qsizetype>> running;
    for (qsizetype e = 0; e < events.size(); ++e) {
        const Event& event = events[e];
        const std::pair key(*m_lines[event.line].startMs, -event.line);
        if (event.starts)
            running.insert(key);
        else
            running.erase(key);
        if (e + 1 < events.size() && events[e + 1].ms == event.ms) continue;
        const qsizetype active = running.empty() ? -1 : -running.rbegin()->second;
        if (m_segments.isEmpty() || m_segments.last().line != active) m_segments.append({event.ms, active});
    }
}

qsizetype LineLookup::activeLineAt(qint64 ms) const noexcept
{
    const auto after = std::ranges::upper_bound(m_segments, ms, {}, &Segment::fromMs);
    return after == m_segments.begin() ? -1 : std::prev(after)->line;
}

std::optional<WordPosition> LineLookup::activeWordAt(qint64 ms) const noexcept
{
    const qsizetype index = activeLineAt(ms);
    if (index < 0 || m_lines[index].words.isEmpty()) return std::nullopt;
    const QList<Word>& words = m_lines[index].words;
    const auto after = std::ranges::upper_bound(words, ms, {}, &Word::startMs);
    WordPosition position{index, after - words.begin() - 1, 0.0};
    if (position.word < 0) return position;

    const Word& word = words[position.word];
    std::optional<qint64> end = word.endMs;
    if (!end && position.word + 1 < words.size()) end = words[position.word + 1].startMs;
    if (!end) end = m_ends[index];
    if (!end) return position; // an open end: nothing says how far it is
    const qint64 length = *end - word.startMs;
    position.progress =
        length <= 0 ? 1.0 : std::clamp(static_cast<double>(ms - word.startMs) / static_cast<double>(length), 0.0, 1.0);
    return position;
}

std::optional<qint64> LineLookup::endOf(qsizetype line) const noexcept
{
    return line >= 0 && line < m_ends.size() ? m_ends[line] : std::nullopt;
}

std::optional<qint64> LineLookup::nextChangeAfter(qint64 ms) const noexcept
{
    const auto after = std::ranges::upper_bound(m_segments, ms, {}, &Segment::fromMs);
    if (after == m_segments.end()) return std::nullopt;
    return after->fromMs;
}

} // namespace groundswell::lyrics

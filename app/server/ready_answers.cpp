#include "server/ready_answers.h"

#include <algorithm>
#include <mutex>

namespace groundswell::server {

namespace {

constexpr qint64 longestMs = 10LL * 60 * 1000;
constexpr qint64 mostBytes = 64LL << 20;
constexpr qsizetype mostHeads = 1 << 16;
constexpr qint64 aroundABody = 512; // its key, its ETag and its place in the table

qint64 sizeOf(const ReadyAnswer& answer)
{
    return answer.body.size() + aroundABody;
}

} // namespace

std::shared_ptr<const ReadyAnswer> ReadyAnswers::find(const QString& scope, const QString& key, qint64 nowMs) const
{
    const std::shared_lock lock(m_mutex);
    const auto found = m_scopes.constFind(scope);
    if (found == m_scopes.cend()) return nullptr;
    const auto answer = found->answers.value(key);
    return answer && nowMs - answer->madeMs < longestMs ? answer : nullptr;
}

void ReadyAnswers::keep(const QString& scope, const QString& key, std::shared_ptr<const ReadyAnswer> answer)
{
    const std::unique_lock lock(m_mutex);
    Scope& entry = m_scopes[scope];
    if (answer->head < entry.head) return;
    if (answer->head > entry.head) clear(entry);
    entry.head = answer->head;
    // Dropping all at the limit is rare and costs one round of reading: no bookkeeping on each request.
    if (m_bytes + sizeOf(*answer) > mostBytes)
        for (Scope& other : m_scopes)
            clear(other);
    auto& place = entry.answers[key];
    m_bytes += sizeOf(*answer) - (place ? sizeOf(*place) : 0);
    place = std::move(answer);
}

qint64 ReadyAnswers::headOf(const QString& scope) const
{
    const std::shared_lock lock(m_mutex);
    const auto found = m_scopes.constFind(scope);
    return found == m_scopes.cend() ? 0 : found->head;
}

void ReadyAnswers::moveOn(const QString& scope, qint64 head)
{
    const std::unique_lock lock(m_mutex);
    Scope& entry = m_scopes[scope];
    if (head <= entry.head) return;
    entry.head = head;
    entry.moved = ++m_moves;
    clear(entry);
    if (m_scopes.size() > mostHeads) forgetOldHeads();
}

/// Half of them at a time, which is rare.
void ReadyAnswers::forgetOldHeads()
{
    const quint64 latest = m_moves - std::min<quint64>(m_moves, mostHeads / 2);
    m_scopes.removeIf([latest](const auto& scope) { return scope->answers.isEmpty() && scope->moved <= latest; });
}

void ReadyAnswers::clear(Scope& scope)
{
    for (const auto& answer : std::as_const(scope.answers))
        m_bytes -= sizeOf(*answer);
    scope.answers.clear();
}

} // namespace groundswell::server

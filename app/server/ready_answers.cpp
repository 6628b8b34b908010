#include "server/ready_answers.h"

#include <mutex>

namespace groundswell::server {

namespace {

constexpr qint64 longestMs = 10LL * 60 * 1000;
constexpr qsizetype mostScopes = 2000;
constexpr qsizetype mostAnswersAScope = 50;

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
    // Dropping all at the limit is rare and costs one round of reading: no bookkeeping on each request.
    if (m_scopes.size() >= mostScopes && !m_scopes.contains(scope)) {
        m_scopes.removeIf([](const auto& entry) { return !entry.value().answers.isEmpty(); });
    }
    Scope& entry = m_scopes[scope];
    if (answer->head < entry.head) return;
    if (entry.answers.size() >= mostAnswersAScope) entry.answers.clear();
    entry.head = answer->head;
    entry.answers.insert(key, std::move(answer));
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
    entry.answers.clear();
}

} // namespace groundswell::server

#pragma once

#include "community/api/sync.h"

#include <QHash>

#include <functional>
#include <mutex>
#include <optional>
#include <vector>

namespace groundswell::server {

/// Those who wait for news of scopes. A waiter is answered once: by the first poke that tells it something new, or by
/// end(). Thread-safe; answers are called in the thread that pokes or ends, outside of the lock.
class EventHub
{
public:
    using Answer = std::function<void(std::vector<api::Poke>)>;
    static constexpr int mostWaiting = 5000;
    static constexpr int mostOfOne = 32; ///< waiters of one owner: a person, or a guest's network

    /// Waits until the head of one of the scopes differs from the one given with it. Register first, then look at the
    /// database and poke() what is new there, so that nothing falls in between. Answers the waiter's number; none when
    /// as many wait already as may.
    [[nodiscard]] std::optional<quint64> wait(const QString& owner, std::vector<api::Poke> known, Answer answer);
    /// Tells everyone who waits for one of these scopes.
    void poke(const std::vector<api::Poke>& news);
    /// Answers one waiter with what is new to it among these; with `evenNone`, also when nothing is.
    void answer(quint64 waiter, const std::vector<api::Poke>& news, bool evenNone);
    /// Answers everyone with nothing: the server stops.
    void endAll();
    [[nodiscard]] size_t waiting() const;

private:
    struct Waiter
    {
        QString owner;
        std::vector<api::Poke> known;
        Answer answer;
    };
    [[nodiscard]] static std::vector<api::Poke> newTo(const Waiter& waiter, const std::vector<api::Poke>& news);
    Waiter take(quint64 waiter);

    mutable std::mutex m_mutex; // guards everything below
    quint64 m_next = 1;
    QHash<quint64, Waiter> m_waiters;
    QHash<QString, std::vector<quint64>> m_byScope;
    QHash<QString, int> m_byOwner; // how many wait
};

} // namespace groundswell::server

#pragma once

#include <QByteArray>
#include <QHash>
#include <QString>

#include <memory>
#include <shared_mutex>

namespace groundswell::server {

/// An answer as it goes out, made once for a head of its scope.
struct ReadyAnswer
{
    QByteArray body;
    QByteArray etag; ///< with its quotes
    qint64 head = 0; ///< of the scope that it shows
    qint64 madeMs = 0;
};

/// Answers kept in memory until their scope changes, or for ten minutes (freshness counts in the hot order), and at
/// most 64 MB of them, however small each is. Of scopes without answers the latest 65,536 heads are known at most: one
/// is needed only while an answer is being made. Thread-safe.
class ReadyAnswers
{
public:
    /// None when there is none, or it is too old.
    [[nodiscard]] std::shared_ptr<const ReadyAnswer> find(const QString& scope, const QString& key, qint64 nowMs) const;
    /// Keeps an answer, unless its scope has gone past its head meanwhile.
    void keep(const QString& scope, const QString& key, std::shared_ptr<const ReadyAnswer> answer);
    /// The scope is at this head now: what shows an older one is dropped.
    void moveOn(const QString& scope, qint64 head);
    /// The newest head that is known here, 0 for none.
    [[nodiscard]] qint64 headOf(const QString& scope) const;

private:
    struct Scope
    {
        qint64 head = 0;
        quint64 moved = 0; ///< which of all moves brought it there
        QHash<QString, std::shared_ptr<const ReadyAnswer>> answers;
    };
    void clear(Scope& scope);
    void forgetOldHeads();

    mutable std::shared_mutex m_mutex; // guards what follows: many read, few write
    QHash<QString, Scope> m_scopes;
    quint64 m_moves = 0;
    qint64 m_bytes = 0; // of all answers, with what is around them
};

} // namespace groundswell::server

#pragma once

#include "base/error.h"
#include "community/view.h"
#include "sync/outbox_entry.h"

#include <QFuture>
#include <QObject>

namespace groundswell::sync {
class Engine;
}

namespace groundswell::community {

/// What was taken out of the outbox, to be put back as it was. Empty when there was nothing to take.
using TakenOut = std::vector<sync::OutboxEntry>;

/// What this person wrote and the village has not got yet: the outbox as a place in the program. Lives on the GUI
/// thread.
class Outbox final : public QObject
{
    Q_OBJECT
public:
    Outbox(sync::Engine& engine, QObject* parent);

    /// Oldest first.
    [[nodiscard]] QFuture<Result<std::vector<OutboxItem>>> items();
    [[nodiscard]] QFuture<Result<std::vector<ConflictView>>> conflicts();

    /// Takes an item back that was not sent yet, with what depends on it. ErrorCode::Conflict when it is already on its
    /// way, and for a song that anything else waits for.
    [[nodiscard]] QFuture<Result<TakenOut>> undo(OperationId item);
    /// Sends a refused item again.
    [[nodiscard]] QFuture<Result<void>> retry(OperationId item);
    /// Drops a refused item. What waits for it is refused in turn, and kept.
    [[nodiscard]] QFuture<Result<TakenOut>> discard(OperationId item);
    /// Takes undo() or discard() back. Items go out again under the account that they were written under. A text that
    /// was written anew meanwhile stays, and ErrorCode::Conflict says which; all else is back then too.
    [[nodiscard]] QFuture<Result<void>> putBack(const TakenOut& items);
    /// Ends a conflict with the document that shall be: mine, theirs, or a third. It is sent over their revision.
    [[nodiscard]] QFuture<Result<void>> resolve(OperationId conflict, const QJsonObject& document);

    /// Commits what was decided of a conflict so far, in a form of the caller's. It goes when the conflict ends.
    [[nodiscard]] QFuture<Result<void>> saveDecisions(const ConflictView& conflict, const QJsonObject& decisions);

Q_SIGNALS:
    void changed();

private:
    sync::Engine& m_engine;
};

} // namespace groundswell::community

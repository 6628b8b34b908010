#pragma once

#include "base/error.h"
#include "community/view.h"

#include <QFuture>
#include <QObject>

namespace groundswell::sync {
class Engine;
}

namespace groundswell::community {

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
    /// way.
    [[nodiscard]] QFuture<Result<void>> undo(OperationId item);
    /// Sends a refused item again.
    [[nodiscard]] QFuture<Result<void>> retry(OperationId item);
    /// Drops a refused item for good. What waits for it is refused in turn, and kept.
    [[nodiscard]] QFuture<Result<void>> discard(OperationId item);
    /// Ends a conflict with the document that shall be: mine, theirs, or a third. It is sent over their revision.
    [[nodiscard]] QFuture<Result<void>> resolve(OperationId conflict, const QJsonObject& document);

Q_SIGNALS:
    void changed();

private:
    sync::Engine& m_engine;
};

} // namespace groundswell::community

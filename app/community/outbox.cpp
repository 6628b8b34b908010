#include "community/outbox.h"

#include "community/overlay.h"
#include "community/reading.h"

namespace groundswell::community {

using namespace Qt::StringLiterals;

namespace {

/// One line for a person: what an operation does.
QString summaryOf(const api::Operation& operation)
{
    const auto lang = operation.args.value("lang"_L1).toString();
    if (operation.kind == "comment.create"_L1)
        return operation.args.contains("parent_id"_L1) ? Outbox::tr("A reply") : Outbox::tr("A comment");
    if (operation.kind == "comment.edit"_L1) return Outbox::tr("A change to a comment");
    if (operation.kind == "comment.delete"_L1) return Outbox::tr("A comment taken back");
    if (operation.kind == "reaction.set"_L1) {
        const bool like = operation.args.value("kind"_L1).toString() == "like"_L1;
        if (!operation.args.value("on"_L1).toBool())
            return like ? Outbox::tr("A like taken back") : Outbox::tr("A hug taken back");
        return like ? Outbox::tr("A like") : Outbox::tr("A hug");
    }
    if (operation.kind == "story.create"_L1) return Outbox::tr("A story");
    if (operation.kind == "lyrics.put"_L1) return Outbox::tr("Lyrics (%1)").arg(lang);
    if (operation.kind == "translation.put"_L1) return Outbox::tr("A translation (%1)").arg(lang);
    if (operation.kind == "suggestion.delete"_L1) return Outbox::tr("A suggestion taken away");
    if (operation.kind == "song.ensure"_L1) return Outbox::tr("A song that is new to the community");
    return operation.kind;
}

} // namespace

Outbox::Outbox(sync::Engine& engine, QObject* parent)
    : QObject(parent)
    , m_engine(engine)
{
}

QFuture<Result<std::vector<OutboxItem>>> Outbox::items()
{
    return m_engine.outbox().readers().post([](store::Database& db) -> Result<std::vector<OutboxItem>> {
        std::vector<OutboxItem> items;
        for (const auto& entry : sync::outbox::entries(db)) {
            if (entry.state == sync::EntryState::Acked) continue; // sent: only the overlay still needs it
            const auto& args = entry.operation.args;
            const auto text =
                args.contains("text"_L1) ? args.value("text"_L1).toString() : args.value("title"_L1).toString();
            items.push_back({entry.operation.opId, sync::songOf(entry.operation), entry.operation.kind,
                             entry.operation.entityId, summaryOf(entry.operation), text, sendStateOf(entry),
                             problemOf(entry), entry.attempts, entry.createdAt});
        }
        return items;
    });
}

QFuture<Result<std::vector<ConflictView>>> Outbox::conflicts()
{
    return m_engine.outbox().readers().post([](store::Database& db) -> Result<std::vector<ConflictView>> {
        std::vector<ConflictView> views;
        const auto entries = sync::outbox::entries(db);
        for (const auto& conflict : sync::outbox::conflicts(db)) {
            for (const auto& entry : entries) {
                if (entry.operation.opId != conflict.operation) continue;
                const auto author = api::fromJson<api::Person>(conflict.theirs.value("author"_L1).toObject());
                views.push_back({conflict.operation, sync::songOf(entry.operation), entry.operation.kind,
                                 entry.operation.entityId, entry.operation.args.value("lang"_L1).toString(),
                                 conflict.base, conflict.mine, conflict.theirs.value("document"_L1).toObject(),
                                 conflict.theirsRev, author.value_or(api::Person{}), conflict.foundAt});
            }
        }
        return views;
    });
}

QFuture<Result<void>> Outbox::undo(OperationId item)
{
    return m_engine.act(sync::event::Undone{item});
}

QFuture<Result<void>> Outbox::retry(OperationId item)
{
    return m_engine.act(sync::event::Retried{item});
}

QFuture<Result<void>> Outbox::discard(OperationId item)
{
    return m_engine.act(sync::event::Discarded{item});
}

QFuture<Result<void>> Outbox::resolve(OperationId conflict, const QJsonObject& document)
{
    return m_engine.act(sync::event::Resolved{conflict, document});
}

} // namespace groundswell::community

#include "community/outbox.h"

#include "base/heard_by.h"
#include "community/overlay.h"
#include "community/reading.h"

#include <QHash>

#include <algorithm>
#include <set>

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

/// How many entries would be taken back together with each one, since they are about what it brings into being.
std::vector<int> countFollowers(const std::vector<sync::OutboxEntry>& entries)
{
    std::vector<int> counts(entries.size());
    std::vector<std::set<size_t>> leaders(entries.size());
    QHash<QString, size_t> creators;
    for (size_t i = 0; i < entries.size(); ++i) {
        const auto& entry = entries[i];
        if (entry.state == sync::EntryState::Acked) continue;
        for (const auto& id : sync::dependenciesOf(entry.operation)) {
            const auto creator = creators.constFind(id);
            if (creator == creators.cend()) continue;
            leaders[i].insert(*creator);
            leaders[i].insert(leaders[*creator].begin(), leaders[*creator].end());
        }
        for (const auto leader : leaders[i])
            ++counts[leader];
        if (sync::isCreator(entry.operation)) creators.insert(entry.operation.entityId, i);
    }
    return counts;
}

/// Whose name an item goes out under, where nobody is signed in by that name; and the sentence that says so.
class Awaited
{
public:
    explicit Awaited(store::Database& outbox)
        : m_accounts(sync::outbox::accounts(outbox))
        , m_current(sync::outbox::currentAccount(outbox))
    {
    }
    [[nodiscard]] const sync::AccountRecord* of(const sync::OutboxEntry& entry) const
    {
        const bool here = m_current && m_current->id == entry.account && !m_current->signedOut;
        const auto account = std::ranges::find(m_accounts, entry.account, &sync::AccountRecord::id);
        return here || account == m_accounts.end() ? nullptr : &*account;
    }
    [[nodiscard]] QString sentence(const sync::AccountRecord& account) const
    {
        const auto& name = account.person.displayName;
        return !m_current || m_current->server == account.server
                   ? Outbox::tr("Waits until %1 signs in").arg(name)
                   : Outbox::tr("Waits until %1 signs in to %2", "person, community").arg(name, account.community);
    }

private:
    std::vector<sync::AccountRecord> m_accounts;
    std::optional<sync::AccountRecord> m_current;
};

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
        const auto entries = sync::outbox::entries(db);
        const auto followers = countFollowers(entries);
        const Awaited awaited(db);
        for (size_t i = 0; i < entries.size(); ++i) {
            const auto& entry = entries[i];
            if (entry.state == sync::EntryState::Acked) continue; // sent: only the overlay still needs it
            const auto& args = entry.operation.args;
            const auto text =
                args.contains("text"_L1) ? args.value("text"_L1).toString() : args.value("title"_L1).toString();
            items.push_back({entry.operation.opId, sync::songOf(entry.operation), entry.operation.kind,
                             entry.operation.entityId, summaryOf(entry.operation), text, sendStateOf(entry),
                             problemOf(entry), entry.attempts, entry.createdAt, followers[i]});
            auto& item = items.back();
            const auto* account = awaited.of(entry);
            if (!account) continue;
            item.waitsFor = account->person.displayName;
            if (item.problem.isEmpty() && item.state != SendState::Conflict) item.problem = awaited.sentence(*account);
        }
        return items;
    });
}

QFuture<Result<std::vector<ConflictView>>> Outbox::conflicts()
{
    // On the writer: behind the decisions that are being saved.
    return m_engine.outbox().writer().post([](store::Database& db) -> Result<std::vector<ConflictView>> {
        std::vector<ConflictView> views;
        const auto entries = sync::outbox::entries(db);
        for (const auto& conflict : sync::outbox::conflicts(db)) {
            for (const auto& entry : entries) {
                if (entry.operation.opId != conflict.operation) continue;
                const auto decided =
                    sync::outbox::draft(db, {entry.account, sync::draft_kind::conflict, conflict.operation.toString()});
                const auto author = api::fromJson<api::Person>(conflict.theirs.value("author"_L1).toObject());
                views.push_back({conflict.operation, sync::songOf(entry.operation), entry.operation.kind,
                                 entry.operation.entityId, entry.operation.args.value("lang"_L1).toString(),
                                 conflict.base, conflict.mine, conflict.theirs.value("document"_L1).toObject(),
                                 conflict.theirsRev, author.value_or(api::Person{}), conflict.foundAt,
                                 decided ? decided->body : QJsonObject()});
            }
        }
        return views;
    });
}

QFuture<Result<TakenOut>> Outbox::undo(OperationId item)
{
    return m_engine.outbox()
        .readers()
        .post([item](store::Database& db) -> Result<void> {
            const auto entries = sync::outbox::entries(db);
            const auto followers = countFollowers(entries);
            for (size_t i = 0; i < entries.size(); ++i) {
                const auto& operation = entries[i].operation;
                if (operation.opId == item && operation.kind == "song.ensure"_L1 && followers[i] > 0)
                    return fail(ErrorCode::Conflict,
                                tr("What you wrote about this song waits for it: take that back first."));
            }
            return {};
        })
        .then(this,
              [this, item](const Result<void>& free) {
                  if (!free) return QtFuture::makeReadyValueFuture(Result<TakenOut>(std::unexpected(free.error())));
                  return heardBy(this, m_engine.takeAway(sync::event::Undone{item}));
              })
        .unwrap();
}

QFuture<Result<void>> Outbox::retry(OperationId item)
{
    return m_engine.act(sync::event::Retried{item});
}

QFuture<Result<TakenOut>> Outbox::discard(OperationId item)
{
    return m_engine.takeAway(sync::event::Discarded{item});
}

QFuture<Result<void>> Outbox::putBack(const TakenOut& items)
{
    return m_engine.putBack(items).then(this, [count = items.size()](const Result<TakenOut>& outdated) -> Result<void> {
        if (!outdated) return std::unexpected(outdated.error());
        if (outdated->empty()) return {};
        QStringList names;
        for (const auto& entry : *outdated)
            names << summaryOf(entry.operation);
        names.removeDuplicates();
        auto said = tr("Written anew meanwhile, so the newer text stays: %1.").arg(names.join(u", "_s));
        if (outdated->size() < count) said += u' ' + tr("All else is back.");
        return fail(ErrorCode::Conflict, said);
    });
}

QFuture<Result<void>> Outbox::saveDecisions(const ConflictView& conflict, const QJsonObject& decisions)
{
    const auto id = conflict.operation;
    return m_engine.outbox().writer().post([id, song = conflict.songId, decisions,
                                            now = m_engine.clock().nowMs()](store::Database& db) -> Result<void> {
        const auto open = sync::outbox::conflicts(db);
        if (std::ranges::find(open, id, &sync::Conflict::operation) == open.end()) return {}; // it has ended
        const auto entries = sync::outbox::entries(db);
        const auto entry = std::ranges::find(entries, id, [](const sync::OutboxEntry& e) { return e.operation.opId; });
        if (entry == entries.end()) return {};
        sync::Draft row{sync::draft_kind::conflict, id.toString(), song, {}, {}, 0, 0, decisions, {}, now};
        row.account = entry->account;
        sync::outbox::keepDraft(db, row);
        return {};
    });
}

QFuture<Result<void>> Outbox::resolve(OperationId conflict, const QJsonObject& document)
{
    return m_engine.act(sync::event::Resolved{conflict, document});
}

} // namespace groundswell::community

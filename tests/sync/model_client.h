#pragma once

#include "model_server.h"
#include "sync/sync_core.h"
#include "telling.h"

#include <QRandomGenerator>

#include <deque>
#include <memory>
#include <optional>

namespace simulation {

using namespace groundswell::sync;

/// A request on its way, or its answer.
struct Message
{
    std::variant<effect::SendPush, effect::SendPull, effect::SendRefresh> request;
    std::optional<Event> answer;
    QString account;
    int life = 0; ///< which run of the client asked
};

/// What an editor holds on the disk, beside the outbox.
struct ModelDraft
{
    QString entityId;
    QJsonObject document;
    QJsonObject base;
    qint64 baseRev = 0;
    QString baseEpoch;

    [[nodiscard]] bool isChanged() const { return document != base; }

    /// Its texts that were taken back from the outbox, and what it was an edit of before.
    struct Taken
    {
        QJsonObject text;
        QJsonObject base;
        QString baseEpoch;
    };
    std::vector<Taken> taken{};
};

/// Field by field: the lines of a document are its keys.
inline std::optional<QJsonObject> mergeLines(const QString&, const QJsonObject& base, const QJsonObject& mine,
                                             const QJsonObject& theirs)
{
    auto merged = theirs;
    for (auto line = mine.begin(); line != mine.end(); ++line) {
        const auto b = base.value(line.key());
        const auto t = theirs.value(line.key());
        if (line.value() == b || line.value() == t) continue;
        if (t != b) return {};
        merged[line.key()] = line.value();
    }
    return merged;
}

inline QJsonObject sharedLines(const QString&, QJsonObject one, const QJsonObject& other)
{
    const auto keys = one.keys();
    for (const auto& line : keys)
        if (one.value(line) != other.value(line)) one.remove(line);
    return one;
}

/// A client: the real core, with stores that are maps and survive a crash.
class ModelClient
{
public:
    ModelClient(int number, QRandomGenerator& random)
        : m_random(random)
        , m_number(number)
        , m_account(QString::number(number) + u"a"_s)
    {
        start();
    }

    void start()
    {
        ++m_life;
        m_staged.clear();
        m_wakeAt = 0;
        std::vector<OutboxEntry> entries;
        for (const auto& entry : m_entries)
            entries.push_back(entry);
        std::vector<Conflict> conflicts;
        for (const auto& conflict : m_conflicts)
            conflicts.push_back(conflict);
        std::vector<ScopePosition> positions(m_positions.begin(), m_positions.end());
        m_core = std::make_unique<SyncCore>(
            OutboxQueue(entries, conflicts, {mergeLines, sharedLines}, [this] { return makeId<OperationId>(); }),
            positions);
        step(event::ServerSet{true});
        signIn(m_account);
        step(event::Watched{m_watched});
    }

    void signIn(const QString& account)
    {
        m_account = account;
        step(event::SessionSet{accountId(), u"user:"_s + account, true});
    }

    template <class IdType>
    IdType makeId()
    {
        std::array<quint32, 4> words{};
        m_random.fillRange(words.data(), 4);
        return IdType(QUuid(words[0], static_cast<ushort>(words[1]), static_cast<ushort>(words[1] >> 16),
                            static_cast<uchar>(words[2]), static_cast<uchar>(words[2] >> 8),
                            static_cast<uchar>(words[2] >> 16), static_cast<uchar>(words[2] >> 24),
                            static_cast<uchar>(words[3]), static_cast<uchar>(words[3] >> 8),
                            static_cast<uchar>(words[3] >> 16), static_cast<uchar>(words[3] >> 24)));
    }

    void step(const Event& event)
    {
        std::deque<Event> queue{event};
        while (!queue.empty()) {
            const auto effects = m_core->step(queue.front(), {now, m_random.generate()});
            queue.pop_front();
            for (const auto& effect : effects)
                carryOut(effect, queue);
        }
    }

    void submit(OutboxEntry entry)
    {
        entry.operation.opId = makeId<OperationId>();
        entry.operation.args[u"author"_s] = m_account;
        entry.account = accountId();
        entry.createdAt = ++now;
        step(event::Submitted{{entry}});
    }

    /// A draft of a document as the person sees that: the newest edit here, else what was fetched.
    ModelDraft opened(const QString& scope, const QString& key) const
    {
        const auto fetched = m_cache.value(scope).value(key);
        ModelDraft draft;
        draft.entityId = key.section(u'/', 1);
        draft.base = fetched.body.value("document"_L1).toObject();
        draft.baseRev = fetched.rev;
        draft.baseEpoch = m_positions.value(scope).epoch;
        for (const auto& entry : m_core->queue().entries()) {
            if (entry.operation.entityId != draft.entityId || entry.account != accountId()) continue;
            const bool acked = entry.state == EntryState::Acked;
            if (acked && fetched.rev >= entry.ackedRev) continue; // fetched already
            draft.base = documentOf(entry.operation);
            if (acked) draft.baseRev = entry.ackedRev;
            draft.baseEpoch = acked ? entry.ackedEpoch : entry.baseEpoch;
        }
        draft.document = draft.base;
        return draft;
    }

    /// Of the server that the scope was fetched from.
    QString epochOf(const QString& scope) const { return m_positions.value(scope).epoch; }

    bool accept(const Message& message) const { return message.life == m_life; }
    SyncCore& core() { return *m_core; }
    const QMap<QString, ModelServer::Scope>& cache() const { return m_cache; }
    const QMap<QString, OutboxEntry>& stored() const { return m_entries; }
    const QMap<QString, Conflict>& conflicts() const { return m_conflicts; }
    const QString& account() const { return m_account; }
    int number() const { return m_number; }
    qint64 wakeAt() const { return m_wakeAt; }
    void watch(const QStringList& scopes)
    {
        m_watched = scopes;
        step(event::Watched{scopes});
    }

    qint64 now = 1000;
    bool tokenValid = true;
    std::deque<Message> outgoing;
    QMap<QString, ModelDraft> drafts; ///< "account type": on the disk, as the outbox is

private:
    AccountId accountId() const { return AccountId(QUuid::createUuidV5(QUuid(), m_account)); }

    void carryOut(const Effect& effect, std::deque<Event>& queue)
    {
        if (const auto* change = std::get_if<effect::ChangeQueue>(&effect)) keep(change->change);
        if (const auto* stage = std::get_if<effect::StagePage>(&effect)) {
            auto& kept = m_staged[stage->page->scope];
            if (stage->first) kept.clear();
            for (const auto& c : stage->page->changes)
                kept.insert(c.type + u'/' + c.id, {c.type, c.id, c.rev, c.seq, c.body, c.deleted});
        }
        if (const auto* apply = std::get_if<effect::ApplyScope>(&effect)) queue.push_back(applyStaged(*apply));
        if (const auto* drop = std::get_if<effect::DropScope>(&effect)) {
            m_cache.remove(drop->scope);
            m_positions.remove(drop->scope);
        }
        if (const auto* rename = std::get_if<effect::RenameSong>(&effect)) {
            for (auto& scope : m_watched)
                scope.replace(rename->from.toString(), rename->to.toString());
        }
        if (const auto* push = std::get_if<effect::SendPush>(&effect))
            outgoing.push_back({*push, {}, m_account, m_life});
        if (const auto* pull = std::get_if<effect::SendPull>(&effect))
            outgoing.push_back({*pull, {}, m_account, m_life});
        if (const auto* refresh = std::get_if<effect::SendRefresh>(&effect))
            outgoing.push_back({*refresh, {}, m_account, m_life});
        if (const auto* wake = std::get_if<effect::WakeAt>(&effect)) m_wakeAt = wake->ms;
    }

    void keep(const QueueChange& change)
    {
        if (isTold()) tell(u"  client %1 (%2): %3"_s.arg(m_number).arg(m_account, told(change)));
        switch (change.kind) {
        case QueueChange::Kind::Save:
            m_entries.insert(change.entry.operation.opId.toString(), change.entry);
            settleDraft(change.entry);
            break;
        case QueueChange::Kind::Remove:
            m_entries.remove(change.id.toString());
            unsettleDraft(change.entry);
            break;
        case QueueChange::Kind::SaveConflict:
            m_conflicts.insert(change.conflict.operation.toString(), change.conflict);
            break;
        case QueueChange::Kind::RemoveConflict: m_conflicts.remove(change.id.toString()); break;
        }
    }

    /// The draft that the newest text of its document was published from; none for an older one's.
    ModelDraft* draftOf(const OutboxEntry& entry)
    {
        const auto& operation = entry.operation;
        if (operation.kind != "translation.put"_L1) return nullptr;
        for (const auto& other : std::as_const(m_entries)) {
            if (other.order > entry.order && other.operation.kind == operation.kind &&
                other.operation.entityId == operation.entityId && other.account == entry.account)
                return nullptr;
        }
        const auto draft = drafts.find(operation.args.value("author"_L1).toString() + u" translation"_s);
        return draft == drafts.end() ? nullptr : &*draft;
    }

    /// A draft that says what is queued is an edit of that: see outbox::settleDrafts().
    void settleDraft(const OutboxEntry& entry)
    {
        auto* draft = draftOf(entry);
        if (!draft) return;
        std::erase_if(draft->taken, [&](const ModelDraft::Taken& taken) { // put back
            if (taken.text != documentOf(entry.operation)) return false;
            draft->base = taken.base;
            draft->baseEpoch = taken.baseEpoch;
            return true;
        });
        if (draft->document != documentOf(entry.operation)) return;
        draft->base = draft->document;
        draft->baseEpoch = entry.baseEpoch;
    }

    /// A draft whose publication was taken back goes on from what that was made on: see outbox::unsettleDraft().
    void unsettleDraft(const OutboxEntry& taken)
    {
        auto* draft = draftOf(taken);
        if (!draft) return;
        draft->taken.push_back({documentOf(taken.operation), draft->base, draft->baseEpoch});
        draft->base = draft->base == documentOf(taken.operation)
                          ? taken.baseDocument
                          : sharedLines(taken.operation.kind, draft->base, taken.baseDocument);
        draft->baseEpoch = taken.baseEpoch;
    }

    event::ScopeApplied applyStaged(const effect::ApplyScope& apply)
    {
        auto& scope = m_cache[apply.scope];
        const auto before = m_positions.value(apply.scope);
        if (!apply.whole && apply.seq < before.seq) throw std::logic_error("a cursor went back without a reset");
        if (apply.whole) scope.clear();
        scope.insert(m_staged.value(apply.scope));
        scope.removeIf([](const auto& entity) { return entity.value().deleted; });
        m_staged.remove(apply.scope);
        m_positions.insert(apply.scope, {apply.scope, apply.cursor, apply.epoch, apply.seq});
        api::ScopeChecksum sum;
        for (const auto& entity : std::as_const(scope))
            sum.add(entity.type, entity.id, entity.rev);
        return {apply.scope, apply.checksum.isEmpty() || apply.checksum == sum.toString()};
    }

    QRandomGenerator& m_random;
    int m_number;
    QString m_account;
    int m_life = 0;
    qint64 m_wakeAt = 0;
    std::unique_ptr<SyncCore> m_core;
    QStringList m_watched;
    QMap<QString, OutboxEntry> m_entries;
    QMap<QString, Conflict> m_conflicts;
    QMap<QString, ModelServer::Scope> m_cache;
    QMap<QString, ModelServer::Scope> m_staged;
    QMap<QString, ScopePosition> m_positions;
};

} // namespace simulation

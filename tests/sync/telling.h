#pragma once

#include "sync/outbox_queue.h"

#include <QJsonDocument>

#include <cstdio>

namespace simulation {

using namespace Qt::StringLiterals;
using namespace groundswell::sync;

/// Whether a schedule tells what happens in it, for whoever looks into a seed that failed:
/// GROUNDSWELL_TELL=1 GROUNDSWELL_SEEDS=1 GROUNDSWELL_FIRST_SEED=n.
inline bool isTold()
{
    static const bool told = qEnvironmentVariableIsSet("GROUNDSWELL_TELL");
    return told;
}

inline void tell(const QString& line)
{
    if (isTold()) std::puts(qUtf8Printable(line));
}

inline QString shortly(const auto& id)
{
    return id.toString().left(6);
}

inline QString textOf(const QJsonObject& object)
{
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

inline QString told(const OutboxEntry& entry)
{
    const auto& operation = entry.operation;
    return u"%1 %2 %3 state %4 rev %5 epoch %6 %7 %8 base of '%9' %10"_s
        .arg(shortly(operation.opId), operation.kind, operation.entityId.left(6))
        .arg(static_cast<int>(entry.state))
        .arg(operation.baseRev)
        .arg(entry.ackedEpoch, entry.code, textOf(operation.args), entry.baseEpoch, textOf(entry.baseDocument));
}

inline QString told(const QueueChange& change)
{
    switch (change.kind) {
    case QueueChange::Kind::Save: return u"save "_s + told(change.entry);
    case QueueChange::Kind::Remove: return u"remove "_s + shortly(change.id);
    case QueueChange::Kind::SaveConflict: return u"conflict of "_s + shortly(change.conflict.operation);
    case QueueChange::Kind::RemoveConflict: return u"no conflict of "_s + shortly(change.id);
    }
    return {};
}

} // namespace simulation

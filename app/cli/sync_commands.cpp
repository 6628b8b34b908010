#include "cli/commands.h"

#include <QCoreApplication>

#include <algorithm>

namespace groundswell::cli {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char* text, int n = -1)
{
    return QCoreApplication::translate("cli", text, nullptr, n);
}

Result<void> outbox(Call& call)
{
    const auto items = await(call.profile.village().outbox().items());
    if (!items) return std::unexpected(items.error());
    QJsonArray values;
    QStringList lines;
    for (const auto& item : *items) {
        QJsonObject value{{u"op"_s, item.id.toString()},  {u"kind"_s, item.kind},
                          {u"entity"_s, item.entityId},   {u"state"_s, stateName(item.state)},
                          {u"attempts"_s, item.attempts}, {u"created_at"_s, item.createdAt}};
        if (!item.songId.isNull()) value[u"song"_s] = item.songId.toString();
        if (!item.text.isEmpty()) value[u"text"_s] = item.text;
        if (!item.problem.isEmpty()) value[u"problem"_s] = item.problem;
        if (!item.waitsFor.isEmpty()) value[u"waits_for"_s] = item.waitsFor;
        values << value;
        lines << u"%1  %2  %3  %4 %5"_s.arg(item.id.toString(), stateName(item.state), item.summary,
                                            item.text.simplified(), item.problem);
    }
    if (lines.isEmpty()) lines << tr("Nothing is waiting.");
    call.console.answer(values, lines);
    return {};
}

template <class T>
Result<void> act(Call& call, QFuture<Result<T>> (community::Outbox::*how)(OperationId))
{
    const auto id = call.id<OperationId>(0, u"OP"_s);
    if (!id) return std::unexpected(id.error());
    const auto items = await(call.profile.village().outbox().items());
    if (!items) return std::unexpected(items.error());
    if (std::ranges::find(*items, *id, &community::OutboxItem::id) == items->end())
        return fail(ErrorCode::NotFound, tr("There is no item %1 in the outbox.").arg(id->toString()));
    const auto done = await((call.profile.village().outbox().*how)(*id));
    if (!done) return std::unexpected(done.error());
    call.console.answer(QJsonObject{{u"op"_s, id->toString()}}, {tr("Done.")});
    return {};
}

Result<void> undo(Call& call)
{
    return act(call, &community::Outbox::undo);
}
Result<void> retry(Call& call)
{
    return act(call, &community::Outbox::retry);
}
Result<void> discard(Call& call)
{
    return act(call, &community::Outbox::discard);
}

Result<void> sync(Call& call)
{
    auto& village = call.profile.village();
    if (!village.account().current())
        return fail(ErrorCode::Unauthorised, tr("Sign in first: groundswell-cli account login --server URL --name N"));
    const auto done = await(village.syncNow());
    if (const auto& account = village.account().current(); account && !account->signedIn)
        return fail(ErrorCode::Unauthorised, tr("You are signed out of %1, and what you wrote waits here: sign in with "
                                                "groundswell-cli account login.")
                                                 .arg(account->communityName));
    if (!done) return done;
    const auto items = await(village.outbox().items());
    if (!items) return std::unexpected(items.error());
    const auto left = static_cast<qint64>(items->size());
    call.console.answer(
        QJsonObject{{u"in_step"_s, left == 0}, {u"left"_s, left}},
        {left == 0 ? tr("In step.") : tr("In step, but for what needs you: %n.", static_cast<int>(left))});
    return {};
}

} // namespace

QList<Command> syncCommands()
{
    return {{u"outbox"_s, {}, tr("what is written here and not yet with the community"), {}, outbox},
            {u"outbox undo"_s, u"OP"_s, tr("take back an item that was not sent"), {}, undo},
            {u"outbox retry"_s, u"OP"_s, tr("send a refused item again"), {}, retry},
            {u"outbox discard"_s, u"OP"_s, tr("drop a refused item"), {}, discard},
            {u"sync"_s, {}, tr("send and fetch everything now"), {}, sync}};
}

} // namespace groundswell::cli

#include "cli/commands.h"

#include <QCoreApplication>

namespace groundswell::cli {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("cli", text);
}

} // namespace

std::optional<QString> Asked::option(const QString& name) const
{
    const auto found = options.constFind(name);
    return found == options.cend() ? std::nullopt : std::optional(*found);
}

Result<QString> Asked::word(qsizetype index, const QString& name) const
{
    if (index >= words.size()) return fail(ErrorCode::InvalidInput, tr("%1 is missing.").arg(name));
    return words[index];
}

Error Asked::badId(const QString& name, const QString& text)
{
    return {ErrorCode::InvalidInput,
            tr("%1 should be an id, such as other commands print, and “%2” is none.").arg(name, text),
            {}};
}

Result<bool> Asked::yesOrNo(const QString& name, bool otherwise) const
{
    const auto given = option(name);
    if (!given) return otherwise;
    if (*given == u"yes"_s) return true;
    if (*given == u"no"_s) return false;
    return fail(ErrorCode::InvalidInput, tr("--%1 is yes or no, not %2.").arg(name, *given));
}

QString stateName(community::SendState state)
{
    switch (state) {
    case community::SendState::Sent: return u"sent"_s;
    case community::SendState::Waiting: return u"queued"_s;
    case community::SendState::Sending: return u"sending"_s;
    case community::SendState::Failed: return u"failed"_s;
    case community::SendState::Blocked: return u"blocked"_s;
    case community::SendState::Conflict: return u"conflict"_s;
    }
    return {};
}

Result<void> deliver(Call& call, const QString& kind, const QString& entity, QJsonObject answer)
{
    auto& village = call.profile.village();
    const auto synced = await(village.syncNow());
    const auto items = await(village.outbox().items());
    if (!items) return std::unexpected(items.error());
    const community::OutboxItem* left = nullptr;
    for (const auto& item : *items) {
        if (item.kind == kind && item.entityId == entity) left = &item;
    }
    if (left && (left->state == community::SendState::Failed || left->state == community::SendState::Blocked)) {
        // The command failed, and whoever gave it still has the words: nothing stays behind.
        if (left->state == community::SendState::Failed) (void)await(village.outbox().discard(left->id));
        return fail(ErrorCode::Forbidden, left->problem);
    }
    QString state = u"sent"_s;
    QString line = tr("Sent.");
    if (left && left->state == community::SendState::Conflict) {
        state = u"conflict"_s;
        line = tr("Kept: somebody else changed the same lines, so it needs a decision.");
    } else if (left) {
        state = u"queued"_s;
        const auto& account = village.account().current();
        const bool signedIn = account && account->signedIn;
        line = signedIn ? tr("Kept on this computer; it is sent when the community can be reached.")
                        : tr("Kept on this computer; it is sent when you have signed in again.");
        if (signedIn && !synced) line += u' ' + synced.error().message;
    }
    answer[u"state"_s] = state;
    QStringList lines;
    if (answer.contains(u"id"_s)) lines << answer.value(u"id"_s).toString();
    lines << line;
    call.console.answer(answer, lines);
    return {};
}

Result<void> fetch(Call& call, SongId song)
{
    auto& village = call.profile.village();
    await(village.songs().open(song));
    (void)await(village.syncNow());
    const auto known = await(village.songs().song(song));
    if (known) return {};
    if (known.error().code != ErrorCode::NotFound) return std::unexpected(known.error());
    return fail(ErrorCode::NotFound, tr("There is no song %1 here.").arg(song.toString()));
}

} // namespace groundswell::cli

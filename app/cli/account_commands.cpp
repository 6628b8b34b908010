#include "cli/commands.h"

#include "net/http_client.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QJsonArray>

#include <cstdio>
#include <iostream>
#include <string>

namespace groundswell::cli {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("cli", text);
}

/// From --password, else one line of standard input, so that it need not stand in a process list.
Result<QString> passwordOf(const Call& call)
{
    if (const auto given = call.option(u"password"_s)) return *given;
    std::string line;
    if (!std::getline(std::cin, line) || line.empty())
        return fail(ErrorCode::InvalidInput,
                    tr("The password is missing: give --password, or one line on standard input."));
    return QString::fromStdString(line);
}

QJsonObject toJson(const community::AccountView& account)
{
    return {{u"server"_s, account.server.toString()},  {u"community"_s, account.communityName},
            {u"name"_s, account.person.name},          {u"display_name"_s, account.person.displayName},
            {u"user"_s, account.person.id.toString()}, {u"signed_in"_s, account.signedIn}};
}

Result<void> enter(Call& call, bool isNew)
{
    const auto server = call.option(u"server"_s);
    const auto name = call.option(u"name"_s);
    if (!server) return fail(ErrorCode::InvalidInput, tr("--server URL is missing."));
    if (!name) return fail(ErrorCode::InvalidInput, tr("--name N is missing."));
    const auto url = QUrl::fromUserInput(*server);
    if (!net::HttpClient::isAllowed(url))
        return fail(
            ErrorCode::InvalidInput,
            tr("--server is an address that begins with https://, or one of this computer, not \"%1\".").arg(*server));
    const auto password = passwordOf(call);
    if (!password) return std::unexpected(password.error());
    auto& accounts = call.profile.village().account();
    const auto account = await(
        isNew ? accounts.registerAccount(url, *name, call.option(u"display-name"_s).value_or(QString()), *password)
              : accounts.signIn(url, *name, *password));
    if (!account) return std::unexpected(account.error());
    QStringList lines{tr("Signed in to %1 as %2.").arg(account->communityName, account->person.name)};
    auto answer = toJson(*account);
    const bool kept = call.profile.village().status().sessionKept;
    answer.insert(u"session_kept"_s, kept);
    if (!kept)
        lines << tr("There is no keychain to keep that in: it ends with this command. With --keep-token-in-profile it "
                    "is kept in a file.");
    call.console.answer(answer, lines);
    return {};
}

Result<void> registerAccount(Call& call)
{
    return enter(call, true);
}

Result<void> login(Call& call)
{
    return enter(call, false);
}

Result<void> logout(Call& call)
{
    const auto done = await(call.profile.village().account().signOut());
    if (!done) return done;
    call.console.answer(QJsonObject{{u"signed_in"_s, false}}, {tr("Signed out. What you wrote is kept.")});
    return {};
}

QJsonObject toJson(const api::Device& device)
{
    return {{u"id"_s, device.id},
            {u"name"_s, device.name},
            {u"created_at"_s, device.createdAt},
            {u"used_at"_s, device.usedAt},
            {u"current"_s, device.isCurrent}};
}

Result<void> devices(Call& call)
{
    const auto devices = await(call.profile.village().account().devices());
    if (!devices) return std::unexpected(devices.error());
    QJsonArray list;
    QStringList lines;
    for (const auto& device : *devices) {
        list << toJson(device);
        const auto used = QDateTime::fromMSecsSinceEpoch(device.usedAt).toString(Qt::ISODate);
        lines << u"%1\t%2\t%3%4"_s.arg(device.id, used, device.name, device.isCurrent ? tr(" (this one)") : QString());
    }
    call.console.answer(QJsonObject{{u"devices"_s, list}}, lines);
    return {};
}

Result<void> endDevice(Call& call)
{
    const auto id = call.word(0, u"ID"_s);
    if (!id) return std::unexpected(id.error());
    const auto ended = await(call.profile.village().account().endDevice(*id));
    if (!ended) return ended;
    call.console.answer(QJsonObject{{u"ended"_s, *id}}, {tr("Ended: that device has to sign in again.")});
    return {};
}

Result<void> status(Call& call)
{
    (void)await(call.profile.village().syncNow());
    const auto& account = call.profile.village().account().current();
    if (!account) return fail(ErrorCode::Unauthorised, tr("Nobody signed in here yet."));
    call.console.answer(
        toJson(*account),
        {account->signedIn
             ? tr("Signed in to %1 as %2.").arg(account->communityName, account->person.name)
             : tr("Signed out of %1; %2 can sign in again.").arg(account->communityName, account->person.name)});
    return {};
}

} // namespace

QList<Command> accountCommands()
{
    const QStringList values{u"server"_s, u"name"_s, u"password"_s, u"display-name"_s};
    return {{u"account register"_s, u"--server URL --name N [--password P]"_s, tr("make an account and sign in"),
             values, registerAccount},
            {u"account login"_s, u"--server URL --name N [--password P]"_s,
             tr("sign in; without --password it is read from standard input"), values, login},
            {u"account logout"_s, {}, tr("end the session; what is unsent is kept"), {}, logout},
            {u"account devices"_s, {}, tr("where you are signed in"), {}, devices},
            {u"account end-device"_s, u"ID"_s, tr("end the sign-in on one of your devices"), {}, endDevice},
            {u"account status"_s, {}, tr("who is signed in, and where"), {}, status}};
}

} // namespace groundswell::cli

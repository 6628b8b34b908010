#include "community/village.h"

#include "sync/qt/engine.h"

#include <QNetworkInformation>

namespace groundswell::community {

using namespace Qt::StringLiterals;

namespace {

SyncState stateOf(const sync::EngineStatus& status)
{
    const auto& core = status.core;
    if (!status.account || (!core.signedIn && core.sessionLost)) return SyncState::SignedOut;
    if (!core.online || !core.reachable) return SyncState::Offline;
    if (core.upgradeNeeded) return SyncState::UpdateNeeded;
    if (core.paused) return SyncState::Waiting;
    if (!core.signedIn) return SyncState::SignedOut;
    return core.inStep && core.phase == sync::Phase::Idle ? SyncState::InStep : SyncState::Syncing;
}

SyncStatus viewOf(const sync::EngineStatus& status)
{
    return {stateOf(status),     !status.core.online,
            status.waiting,      status.failed,
            status.conflicts,    status.done,
            status.total,        status.lastInStepAt,
            status.core.problem, status.core.phase == sync::Phase::Idle,
            status.sessionKept};
}

} // namespace

Village::Village(sync::Engine& engine, QObject* parent)
    : QObject(parent)
    , m_engine(engine)
    , m_status(viewOf(engine.initialStatus()))
    , m_account(engine, this)
    , m_songs(engine, this)
    , m_talk(engine, this)
    , m_words(engine, this)
    , m_outbox(engine, this)
{
    connect(&engine, &sync::Engine::statusChanged, this, &Village::take);
    connect(&engine, &sync::Engine::scopesChanged, this, &Village::spread);
    if (QNetworkInformation::loadDefaultBackend()) {
        connect(QNetworkInformation::instance(), &QNetworkInformation::reachabilityChanged, this,
                [this](QNetworkInformation::Reachability reach) {
                    if (reach == QNetworkInformation::Reachability::Online) m_engine.wake();
                });
    }
}

void Village::take(const sync::EngineStatus& status)
{
    const auto now = viewOf(status);
    if (now == m_status) return;
    m_status = now;
    Q_EMIT statusChanged(m_status);
}

/// Tells each part what of its is different now.
void Village::spread(const QStringList& scopes)
{
    for (const auto& scope : scopes) {
        const auto colon = scope.indexOf(u':');
        const auto type = QStringView(scope).left(colon);
        const auto song = SongId::fromString(QStringView(scope).mid(colon + 1));
        if (type == "song"_L1) {
            Q_EMIT m_songs.changed(song);
            Q_EMIT m_talk.storiesChanged(song);
            Q_EMIT m_words.lyricsChanged(song);
            Q_EMIT m_words.translationsChanged(song);
        } else if (type == "comments"_L1) {
            Q_EMIT m_talk.commentsChanged(song);
        } else if (type == "user"_L1 && !m_songs.opened().isNull()) {
            Q_EMIT m_talk.commentsChanged(m_songs.opened()); // one's own reactions
        }
    }
    Q_EMIT m_outbox.changed();
}

QFuture<Result<void>> Village::syncNow()
{
    return m_engine.syncNow();
}

void Village::setOnline(bool online)
{
    m_engine.setOnline(online);
}

} // namespace groundswell::community

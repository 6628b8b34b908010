#include "media/player_private.h"

#include <utility>

namespace groundswell::media {

namespace {

bool areOfOneAlbum(const QueueEntry& a, const QueueEntry& b)
{
    return !a.album.isEmpty() && a.album == b.album;
}

} // namespace

std::optional<Loop> Player::Private::activeLoop() const
{
    return m_serial != 0 ? m_practice.loop() : std::nullopt;
}

// The row that follows by itself: this one again while a part of it is repeated; -1 for none.
int Player::Private::nextRow() const
{
    if (activeLoop()) return m_queue.currentRow();
    if (m_sleepTimer.mode() == SleepTimer::Mode::AtTrackEnd) return -1;
    return hasGivenUp() ? -1 : m_queue.peekNext(Advance::Ended);
}

bool Player::Private::isInsideAlbum(int row) const
{
    const auto& entries = m_queue.entries();
    if (m_queue.shuffle() && m_queue.shuffleBy() == ShuffleBy::Tracks) return false;
    const auto with = [&](int other) {
        return other >= 0 && other < entries.size() && areOfOneAlbum(entries.at(row), entries.at(other));
    };
    return with(row - 1) || with(row + 1);
}

float Player::Private::gainOf(int row) const
{
    return float(replayGainFactor(m_queue.entries().at(row).gain, m_settings.replayGain, isInsideAlbum(row)));
}

Track Player::Private::nextTrack(int row) const
{
    const QueueEntry& entry = m_queue.entries().at(row);
    Track track{.source = entry.source, .gain = gainOf(row)};
    if (const auto loop = activeLoop()) {
        track.fromMs = loop->startMs();
        track.endMs = loop->toMs;
        return track;
    }
    const auto current = m_queue.current();
    const bool isJoined = current && areOfOneAlbum(*current, entry) && !m_settings.crossfadeInsideAlbums;
    if (!isJoined) track.crossfadeSeconds = m_settings.crossfadeSeconds;
    return track;
}

void Player::Private::forgetNext()
{
    m_nextSerial = m_nextEntry = 0;
    m_nextIsLoop = m_nextSettled = false;
    m_nextMs = 0;
}

// Prepares what follows, when that is not what is prepared already.
void Player::Private::updateNext()
{
    if (m_serial == 0 || !m_settled) return;
    const int row = nextRow();
    const quint64 id = row >= 0 ? m_queue.entries().at(row).id : 0;
    const bool isLoop = activeLoop().has_value();
    if (id == m_nextEntry && isLoop == m_nextIsLoop) return;
    forgetNext();
    if (row < 0) {
        tell([engine = m_engine, after = m_serial] { engine->decks().dropNext(after); });
        return;
    }
    m_nextEntry = id;
    m_nextIsLoop = isLoop;
    m_nextSerial = ++m_lastSerial;
    tell([engine = m_engine, after = m_serial, serial = m_nextSerial, track = nextTrack(row)] {
        engine->prepareNext(after, serial, track);
    });
}

// The mixer went over to what was prepared.
void Player::Private::join()
{
    const quint64 id = m_nextEntry;
    const bool isRound = m_nextIsLoop;
    const bool settled = m_nextSettled;
    const qint64 exactMs = m_nextMs;
    const int row = nextRow();
    const bool isExpected = row >= 0 && m_queue.entries().at(row).id == id;
    m_serial = m_nextSerial;
    m_newestLoad = m_serial;
    m_decoded = exactMs > 0;
    m_settled = false;
    forgetNext();
    const auto loop = m_practice.loop();
    m_startMs = m_shownMs = isRound && loop ? loop->startMs() : 0;
    tell([engine = m_engine, serial = m_serial] { engine->decks().joined(serial); });
    if (isExpected && !isRound) goOnWith(m_queue.entries().at(row), exactMs);
    m_settled = settled;
    m_away.clear();
    updateNext();
}

// The entry that is heard from now on.
void Player::Private::goOnWith(QueueEntry entry, qint64 exactMs)
{
    const bool isOther = std::exchange(m_entry, entry.id) != entry.id; // so that onCurrentRow() loads nothing
    m_queue.advance(Advance::Ended);
    if (!isOther) return;
    m_practice.setLoop({});
    setDuration(exactMs > 0 ? exactMs : entry.durationMs);
    Q_EMIT q.currentChanged();
}

// A loop was set, moved or taken away.
void Player::Private::onLoop()
{
    if (m_serial == 0) return;
    const auto loop = m_practice.loop();
    const qint64 position = positionMs();
    if (loop && (position < loop->startMs() || position >= loop->toMs)) {
        load(loop->startMs());
        return;
    }
    m_nextEntry = 0; // another round, or another end of it
    tell([engine = m_engine, serial = m_serial, end = loop ? std::optional(loop->toMs) : std::nullopt] {
        engine->decks().setEnd(serial, end);
    });
    updateNext();
}

void Player::Private::updateGains()
{
    if (m_serial == 0) return;
    const auto set = [this](quint64 serial, int row) {
        if (serial == 0 || row < 0) return;
        tell([engine = m_engine, serial, gain = gainOf(row)] { engine->decks().setGain(serial, gain); });
    };
    set(m_serial, m_queue.currentRow());
    set(m_nextSerial, m_queue.rowOf(m_nextEntry));
}

} // namespace groundswell::media

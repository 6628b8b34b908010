#include "media/decks.h"

#include <utility>

namespace groundswell::media {

Decks::Decks(Mixer& mixer, SourceOpener* opener, QObject* parent)
    : QObject(parent)
    , m_mixer(mixer)
{
    for (auto& deck : m_decks) {
        deck = std::make_unique<Deck>(mixer.sampleRate(), opener);
        connect(deck.get(), &Deck::durationKnown, this, &Decks::durationKnown);
        connect(deck.get(), &Deck::settled, this, &Decks::settled);
        connect(deck.get(), &Deck::failed, this, &Decks::failed);
        connect(deck.get(), &Deck::brokeOff, this, &Decks::brokeOff);
        connect(deck.get(), &Deck::ended, this, [this](quint64 serial, qint64 frames, int sampleRate) {
            Q_EMIT decoded(serial, frames * 1000 / sampleRate);
        });
    }
}

void Decks::load(quint64 serial, const Track& track)
{
    m_wish.reset();
    m_prepared = 0;
    other().close();
    Deck& deck = *m_decks[m_present];
    const bool sameTrack = track.source == deck.source() && track.fromMs > 0;
    auto stream = sameTrack ? deck.seek(serial, track.fromMs) : deck.open(track.source, serial, track.fromMs);
    stream->setGain(track.gain);
    stream->setEndMs(track.endMs);
    m_mixer.setStream(std::move(stream));
}

void Decks::prepareNext(quint64 after, quint64 serial, const Track& track)
{
    if (!present() || present()->serial() != after) return;
    m_wish = Wish{after, serial, track};
    topUp();
}

void Decks::open(const Wish& wish)
{
    m_prepared = wish.serial;
    auto stream = other().open(wish.track.source, wish.serial, wish.track.fromMs);
    stream->setGain(wish.track.gain);
    stream->setEndMs(wish.track.endMs);
    m_mixer.setNext(wish.after, {std::move(stream), wish.track.crossfadeSeconds});
}

void Decks::dropNext(quint64 after)
{
    if (!present() || present()->serial() != after) return;
    m_mixer.setNext(after, {});
    m_wish.reset();
    if (std::exchange(m_prepared, 0) != 0) other().close();
}

void Decks::joined(quint64 serial)
{
    if (serial != m_prepared) return;
    m_prepared = 0;
    m_present = 1 - m_present;
}

void Decks::clear()
{
    m_wish.reset();
    m_prepared = 0;
    m_mixer.setStream(nullptr);
    for (const auto& deck : m_decks)
        deck->close();
}

std::shared_ptr<FrameStream> Decks::prepared() const noexcept
{
    return other().stream();
}

FrameStream* Decks::find(quint64 serial) const noexcept
{
    for (const auto& deck : m_decks) {
        if (deck->stream() && deck->stream()->serial() == serial) return deck->stream().get();
    }
    return nullptr;
}

void Decks::setGain(quint64 serial, float gain)
{
    if (FrameStream* stream = find(serial)) stream->setGain(gain);
}

void Decks::setEnd(quint64 serial, std::optional<qint64> ms)
{
    if (FrameStream* stream = find(serial)) stream->setEndMs(ms);
}

void Decks::topUp()
{
    for (const auto& deck : m_decks)
        deck->topUp();
    // A crossfade may still need what the other deck decodes.
    const auto& leaving = other().stream();
    const bool isNeeded = leaving && !leaving->hasEnded() && m_mixer.leavingSerial() == leaving->serial();
    if (m_wish && !isNeeded) open(*std::exchange(m_wish, std::nullopt));
}

} // namespace groundswell::media

#pragma once

#include "media/deck.h"
#include "media/mixer.h"

#include <QObject>
#include <QUrl>

#include <array>
#include <memory>
#include <optional>

namespace groundswell::media {

/// What is to be played, and how.
struct Track
{
    QUrl source;
    qint64 fromMs = 0;
    std::optional<qint64> endMs = {}; ///< a loop's end: the track is cut there
    float gain = 1;
    double crossfadeSeconds = 0; ///< into it, when it follows another
};

/// Two decks that take turns in front of one mixer: while one track plays, the next is decoded already. Everything said
/// with a serial is said of that start, seek or prepared track alone. One thread with an event loop, which is the
/// mixer's controlling thread.
class Decks final : public QObject
{
    Q_OBJECT

public:
    /// The mixer outlives it. `opener` as in Deck.
    explicit Decks(Mixer& mixer, SourceOpener* opener = nullptr, QObject* parent = nullptr);

    /// Plays from here on: a new track, or another place of the one being played. Forgets what was prepared.
    void load(quint64 serial, const Track& track);
    /// What follows the stream `after`.
    void prepareNext(quint64 after, quint64 serial, const Track& track);
    void dropNext(quint64 after);
    /// The prepared track is the one being played now, so the other deck is free.
    void joined(quint64 serial);
    void clear();

    /// Of the present or the prepared track.
    void setGain(quint64 serial, float gain);
    void setEnd(quint64 serial, std::optional<qint64> ms);
    /// Lets the decks decode on. Every 100 ms while the mixer plays.
    void topUp();

    /// What is played, and what follows; null where there is nothing.
    [[nodiscard]] const std::shared_ptr<FrameStream>& present() const noexcept { return m_decks[m_present]->stream(); }
    [[nodiscard]] std::shared_ptr<FrameStream> prepared() const noexcept;

Q_SIGNALS:
    void durationKnown(quint64 serial, qint64 ms);
    /// There is time to prepare what follows.
    void settled(quint64 serial);
    /// All of it is decoded and still being played; its length is exact now.
    void decoded(quint64 serial, qint64 ms);
    void failed(quint64 serial, const Error& error);
    /// What is decoded is still being played; the rest is missing.
    void brokeOff(quint64 serial, const Error& error);

private:
    struct Wish
    {
        quint64 after = 0;
        quint64 serial = 0;
        Track track;
    };

    void open(const Wish& wish);
    [[nodiscard]] FrameStream* find(quint64 serial) const noexcept;
    [[nodiscard]] Deck& other() const noexcept { return *m_decks[1 - m_present]; }

    Mixer& m_mixer;
    std::array<std::unique_ptr<Deck>, 2> m_decks;
    std::size_t m_present = 0;
    quint64 m_prepared = 0;     // the serial of what the other deck has for later; 0: nothing, or what is being left
    std::optional<Wish> m_wish; // to be prepared when the other deck has left its track
};

} // namespace groundswell::media

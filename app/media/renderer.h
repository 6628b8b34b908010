#pragma once

#include "base/error.h"
#include "media/decks.h"
#include "media/mixer.h"

#include <QList>
#include <QObject>

#include <functional>
#include <span>

namespace groundswell::media {

/// Plays tracks into a function instead of a device, as fast as they are decoded, through the same decks and mixer as
/// the player. Use it in one thread; render() runs that thread's event loop.
class Renderer final : public QObject
{
    Q_OBJECT

public:
    /// Takes interleaved stereo samples; false ends the rendering.
    using Sink = std::function<bool(std::span<const float>)>;

    explicit Renderer(int sampleRate, QObject* parent = nullptr);

    /// Before render().
    [[nodiscard]] Mixer& mixer() noexcept { return m_mixer; }
    /// All tracks, one after the other as each says, without anything before the first or after the last. Returns the
    /// frames given. Tracks that cannot be played are passed over and told by trackFailed(),
    /// which also tells those that broke off. Errors: the first one's
    /// when none can be played; Cancelled when the sink wanted no more; Internal when sound was missing somewhere.
    [[nodiscard]] Result<qint64> render(const QList<Track>& tracks, const Sink& sink);

    /// The rate of a local file's sound in Hz. Waits for its decoder; errors as Deck's.
    [[nodiscard]] static Result<int> sampleRateOf(const QUrl& source);

Q_SIGNALS:
    void trackFailed(const QUrl& source, const Error& error);

private:
    void loadNext();
    void onSettled(quint64 serial);
    void onFailed(quint64 serial, const Error& error);
    void prepareNext();
    [[nodiscard]] bool canPull();
    [[nodiscard]] std::size_t blockFrames() const;
    [[nodiscard]] bool pull(const Sink& sink);
    [[nodiscard]] QUrl sourceOf(quint64 serial) const { return m_tracks.at(qsizetype(serial) - 1).source; }

    Mixer m_mixer;
    Decks m_decks;
    QList<Track> m_tracks; // the serial is the place in it, counted from 1
    quint64 m_serial = 0;  // of the one being played
    quint64 m_next = 0;    // of the one that follows; 0: none, or not opened yet
    quint64 m_last = 0;    // of the newest one opened
    bool m_settled = false;
    bool m_ended = false;
    std::optional<Error> m_error;
    qint64 m_pulled = 0;
    qint64 m_begin = -1; // the output frame of the first sound
    qint64 m_given = 0;
    std::vector<float> m_block;
};

} // namespace groundswell::media

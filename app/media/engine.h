#pragma once

#include "media/deck.h"
#include "media/mixer.h"
#include "media/output.h"

#include <QObject>
#include <QTimer>

#include <memory>

namespace groundswell::media {

/// What runs in the sound thread: the deck and the output. The player calls it there by queued calls; what is said with
/// a serial is said of that start or seek alone. The mixer is the player's and outlives the engine.
class Engine final : public QObject
{
    Q_OBJECT

public:
    Engine(Mixer& mixer, OutputKind output)
        : m_mixer(mixer)
        , m_outputKind(output)
    {
    }
    ~Engine() override;

    /// Makes the deck and the output, in the thread they are to live in. The first QMediaPlayer of a program loads its
    /// backend, which takes some 50 ms.
    void init();
    /// Plays a source from here on: a new track, or another place of the one being played.
    void load(quint64 serial, const QUrl& source, qint64 ms);
    /// What follows the stream `after` without a gap, when the deck is free (decoded() was emitted).
    void prepareNext(quint64 after, quint64 serial, const QUrl& source);
    /// Forgets what was prepared.
    void dropNext(quint64 after);
    /// The prepared source is the one being played now.
    void joined(const QUrl& source);
    void clear();
    /// Opens the output, or lets it go a little later, so that a short pause costs no new start.
    void setPlaying(bool playing);

Q_SIGNALS:
    void durationKnown(quint64 serial, qint64 ms);
    /// All of it is decoded and still being played; its length is exact now. A next one may be prepared.
    void decoded(quint64 serial, qint64 ms);
    void failed(quint64 serial, const Error& error);
    void outputChanged(const QString& name);

private:
    Mixer& m_mixer;
    const OutputKind m_outputKind;
    QUrl m_source; // of the stream being played; the deck may be at the next one already
    bool m_preparing = false;
    std::unique_ptr<Deck> m_deck;
    std::unique_ptr<Output> m_output;
    std::unique_ptr<QTimer> m_topUp;
    std::unique_ptr<QTimer> m_idle;
};

} // namespace groundswell::media

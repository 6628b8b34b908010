#pragma once

#include "media/crash_mark.h"
#include "media/decks.h"
#include "media/mixer.h"
#include "media/output.h"
#include "media/player.h"

#include <QObject>
#include <QTimer>

#include <memory>

namespace groundswell::media {

/// What runs in the sound thread: the decks and the output. The player calls it there by queued calls. The mixer is the
/// player's and outlives the engine.
class Engine final : public QObject
{
    Q_OBJECT

public:
    Engine(Mixer& mixer, PlayerParts parts);
    ~Engine() override;

    /// Makes the decks and the output, in the thread they are to live in. The first deck of a program loads what
    /// decodes, which takes some 50 ms.
    void init();
    void load(quint64 serial, const Track& track);
    void prepareNext(quint64 after, quint64 serial, const Track& track);
    void clear();
    /// Opens the output, or lets it go a little later, so that a short pause costs no new start.
    void setPlaying(bool playing);
    [[nodiscard]] Decks& decks() noexcept { return *m_decks; }
    [[nodiscard]] Output& output() noexcept { return *m_output; }

Q_SIGNALS:
    // As those of Decks.
    void durationKnown(quint64 serial, qint64 ms);
    void settled(quint64 serial);
    void decoded(quint64 serial, qint64 ms);
    void failed(quint64 serial, const Error& error);
    void brokeOff(quint64 serial, const Error& error);
    // As those of Output.
    void outputChanged(const QString& id, const QString& name);
    void devicesChanged(const QList<OutputDevice>& devices);
    void underran();

private:
    void mark(const QUrl& source);

    Mixer& m_mixer;
    const PlayerParts m_parts;
    CrashMark m_mark;
    std::unique_ptr<Decks> m_decks;
    std::unique_ptr<Output> m_output;
    std::unique_ptr<QTimer> m_topUp;
    std::unique_ptr<QTimer> m_idle;
    std::unique_ptr<QTimer> m_good; // until a source counts as one that can be opened
};

} // namespace groundswell::media

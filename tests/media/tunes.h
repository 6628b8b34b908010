#pragma once

#include "audio_files.h"
#include "load_watch.h"
#include "media/player.h"
#include "support/patience.h"

#include <QFile>

namespace groundswell::media::test {

/// What the tests of the player play.
class Tunes
{
public:
    static constexpr int Rate = 48'000;

    /// long.flac and long.mp3 of 8 s, two.flac of 2 s, short.wav of 0.4 s, other.mp3 of 0.5 s, and text.ogg, which is
    /// no music.
    [[nodiscard]] bool make() const
    {
        QFile text(files.path(QStringLiteral("text.ogg")));
        return files.make(QStringLiteral("long.flac"), music(Rate, 8), Rate) &&
               files.make(QStringLiteral("long.mp3"), music(44'100, 8), 44'100) &&
               files.make(QStringLiteral("two.flac"), music(Rate, 2), Rate) &&
               files.make(QStringLiteral("short.wav"), music(Rate, 0.4), Rate) &&
               files.make(QStringLiteral("other.mp3"), music(44'100, 0.5), 44'100) && text.open(QIODevice::WriteOnly) &&
               text.write("This is no music.") > 0;
    }

    [[nodiscard]] QueueEntry entry(const QString& name) const
    {
        return {.id = 0,
                .track = TrackId{1},
                .source = files.url(name),
                .title = name,
                .artist = {},
                .durationMs = 0,
                .problem = {}};
    }

    Files files;
};

/// How often sound was missing while this computer had time for a player.
inline quint64 holes(const Player& player, const LoadWatch& load)
{
    return load.wasBusy() ? 0 : player.underruns();
}

/// A position after the first one that is another than this.
inline qint64 positionAfter(const Player& player, qint64 ms)
{
    return groundswell::test::comesTrue([&] { return player.positionMs() != ms; }) ? player.positionMs() : -1;
}

} // namespace groundswell::media::test

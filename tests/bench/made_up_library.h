#pragma once

#include "library/library_schema.h"
#include "library/track_writer.h"
#include "store/store.h"

#include <QStringList>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <random>

/// A library of made-up tracks, the same in every run, for benches of what needs rows and no files.
namespace groundswell::bench {

inline constexpr int tracksPerCommit = 20'000;

/// Names as libraries have them: common words, rare words, and names in other scripts.
class MadeUpNames
{
public:
    QString next(int words)
    {
        QStringList parts;
        for (int i = 0; i < words; ++i)
            parts.append(word());
        return parts.join(u' ');
    }

private:
    QString word()
    {
        using namespace Qt::StringLiterals;
        // A few words are in very many names (Zipf's law), most in few.
        const double share = std::uniform_real_distribution<>(0, 1)(m_random);
        const auto rank = static_cast<quint32>(std::pow(30'000.0, share));
        if (rank % 29 == 3) {
            QString han;
            for (quint32 i = 0; i < 2; ++i)
                han += QChar(static_cast<char16_t>(0x4e00 + (rank * 131 + i * 977) % 0x2000));
            return han;
        }
        static const QStringList syllables{u"ra"_s,  u"in"_s, u"lo"_s, u"ve"_s, u"ni"_s, u"ght"_s,
                                           u"sun"_s, u"mo"_s, u"on"_s, u"ki"_s, u"ta"_s, u"ro"_s,
                                           u"se"_s,  u"da"_s, u"el"_s, u"fi"_s, u"re"_s};
        QString text;
        for (quint32 left = rank + 17; left > 0; left /= 17)
            text += syllables[left % 17];
        return text;
    }

    std::mt19937 m_random{20'261}; // the same library in every run
};

/// Writes `count` tracks; ends the program when the disk fails.
inline void fillLibrary(store::Store& target, int count)
{
    MadeUpNames names;
    using namespace library;
    TrackPreparer preparer;
    QString artist;
    QString album;
    for (int from = 0; from < count; from += tracksPerCommit) {
        std::vector<PreparedTrack> batch;
        for (int i = from; i < qMin(count, from + tracksPerCommit); ++i) {
            if (i % 36 == 0) artist = names.next(2);
            if (i % 12 == 0) album = names.next(3);
            Track track;
            track.nativePath = "/music/" + QByteArray::number(i) + ".flac";
            track.title = names.next(3);
            track.artist = artist;
            track.album = album;
            track.trackNo = i % 12 + 1;
            track.durationMs = 200'000 + i % 90'000;
            batch.push_back(preparer.prepare(std::move(track)));
        }
        const auto written = target.writer().run([&batch](store::Database& database) -> Result<void> {
            TrackWriter writer(database, std::nullopt, 0);
            for (const PreparedTrack& each : batch)
                writer.write(each);
            return {};
        });
        if (!written) qFatal("The library could not be filled.");
    }
}

} // namespace groundswell::bench

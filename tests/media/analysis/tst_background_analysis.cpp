#include "library/track_store.h"
#include "library_fixture.h"
#include "listening/background_analysis.h"

#include <QSignalSpy>
#include <QTest>

using namespace groundswell;
using namespace groundswell::library;
using namespace groundswell::listening;
using namespace Qt::StringLiterals;

/// The real library, the real analyser with its helper process, real files.
class TestBackgroundAnalysis : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void measuresWhatTheTagsDoNotSayAndThenTheRest()
    {
        LibraryFixture library;
        library.add(u"1.flac"_s);
        library.add(u"2.opus"_s);
        library.addBytes(u"text.mp3"_s, "no music");
        QVERIFY(library.scan());
        library.add(u"tagged.flac"_s, {{u"TITLE"_s, u"x"_s}, {u"REPLAYGAIN_TRACK_GAIN"_s, u"-4 dB"_s}});
        QVERIFY(library.scan()); // the newest, which comes last all the same
        TrackStore tracks(library.store().writer(), library.clock());
        media::TrackAnalyser analyser;
        BackgroundAnalysis analysis({analyser, library.queries(), tracks});
        QSignalSpy finished(&analyser, &media::TrackAnalyser::finished);
        QSignalSpy changed(&tracks, &TrackStore::changed);
        analysis.lookThrough(0);
        QTRY_COMPARE(changed.size(), 3);
        for (const auto& name : {u"1.flac"_s, u"2.opus"_s, u"tagged.flac"_s})
            QVERIFY(hasWaveform(library, name));
        QCOMPARE(finished.back().front().toUrl().fileName(), u"tagged.flac"_s);

        // Looking again finds nothing; a new track is found, and one that somebody else asked for is kept as well.
        library.add(u"3.mp3"_s);
        library.add(u"4.ogg"_s);
        QVERIFY(library.scan());
        analyser.request(QUrl::fromLocalFile(library.music(u"4.ogg"_s)), media::TrackAnalyser::Priority::Current);
        QTRY_COMPARE(changed.size(), 4);
        QVERIFY(hasWaveform(library, u"4.ogg"_s));
        analysis.lookThrough(0);
        QTRY_COMPARE(changed.size(), 5);
        QCOMPARE(finished.size(), 5);
        QVERIFY(hasWaveform(library, u"3.mp3"_s));
    }

    void aFileThatCannotBeMeasuredIsTriedOnce()
    {
        LibraryFixture library;
        const QString path = library.add(u"1.flac"_s);
        QVERIFY(library.scan());
        const auto row = library.queries().byPath(path).takeResult()->value();
        {
            // The same size and time, and nothing in it: the library believes its tags, the decoder does not.
            const QDateTime time = QFileInfo(path).lastModified();
            QFile file(path);
            QVERIFY(file.open(QIODevice::ReadWrite));
            file.write(QByteArray(qsizetype(row.track.sizeBytes), 'x'));
            QVERIFY(file.flush()); // or closing it would set the time again
            QVERIFY(file.setFileTime(time, QFileDevice::FileModificationTime));
        }
        TrackStore tracks(library.store().writer(), library.clock());
        media::TrackAnalyser analyser;
        BackgroundAnalysis analysis({analyser, library.queries(), tracks});
        QSignalSpy failed(&analyser, &media::TrackAnalyser::failed);
        QSignalSpy changed(&tracks, &TrackStore::changed);
        analysis.lookThrough(0);
        QTRY_COMPARE(changed.size(), 1);
        QCOMPARE(failed.size(), 1);
        QVERIFY(library.queries().unmeasured(TaggedGain::Absent, TrackId{1'000}, 10).takeResult()->isEmpty());
        // It can still be played: only one that ended its reader is marked.
        QVERIFY(library.queries().byPath(path).takeResult()->value().track.error.isEmpty());
    }

private:
    static bool hasWaveform(const LibraryFixture& library, const QString& name)
    {
        const auto row = library.queries().byPath(library.music(name)).takeResult()->value();
        const auto bytes = library.queries().waveform(row.track.id).takeResult().value();
        return bytes && media::Waveform::fromBytes(*bytes).has_value();
    }
};

QTEST_GUILESS_MAIN(TestBackgroundAnalysis)
#include "tst_background_analysis.moc"

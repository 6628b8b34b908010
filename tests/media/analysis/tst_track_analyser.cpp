#include "media/analysis/track_analyser.h"

#include "audio_files.h"

#include <QSignalSpy>
#include <QTest>

#include <cmath>

using namespace groundswell;
using namespace groundswell::media;
using namespace groundswell::media::test;
using namespace Qt::StringLiterals;

/// Files measured by the real helper process.
class TestTrackAnalyser : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void measuresEachFormatAlike_data()
    {
        QTest::addColumn<QString>("name");
        for (const auto& name : {u"a.wav"_s, u"a.flac"_s, u"a.mp3"_s, u"a.opus"_s, u"a.ogg"_s, u"a.m4a"_s})
            QTest::addRow("%s", qUtf8Printable(name)) << name;
    }
    void measuresEachFormatAlike()
    {
        QFETCH(const QString, name);
        QVERIFY2(m_files.make(name, music(48'000, 8), 48'000), "ffmpeg is needed");
        worker::WorkerProcess helper;
        const auto analysis = TrackAnalyser::analyse(helper, m_files.url(name));
        QVERIFY2(analysis, analysis ? "" : qPrintable(analysis.error().error.message));
        QVERIFY(std::abs(analysis->waveform.durationMs() - 8'000) < 60);
        QVERIFY(analysis->loudness);
        static double ofWav = 0;
        if (name.endsWith(u".wav")) ofWav = analysis->loudness->integratedLufs;
        // Lossy codecs leave out the highest part of the noise in it.
        QVERIFY2(std::abs(analysis->loudness->integratedLufs - ofWav) < 1.5,
                 qPrintable(QString::number(analysis->loudness->integratedLufs)));
        QVERIFY(analysis->loudness->truePeak > 0.5 && analysis->loudness->truePeak < 1.3);
        QVERIFY(analysis->fingerprint.size() > 20);
        QCOMPARE(analysis->detail.peak.size(), std::size_t(WaveformDetail::BucketCount));
    }

    void tellsWhyAFileCannotBeMeasured()
    {
        QFile file(m_files.path(u"text.mp3"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("This is no music.");
        file.close();
        worker::WorkerProcess helper;
        const auto text = TrackAnalyser::analyse(helper, m_files.url(u"text.mp3"_s));
        QVERIFY(!text);
        QCOMPARE(text.error().error.code, ErrorCode::Unsupported);
        QVERIFY(text.error().error.message.contains(u"text.mp3"_s));
        QVERIFY(!text.error().readerDied);
        const auto missing = TrackAnalyser::analyse(helper, m_files.url(u"missing.mp3"_s));
        QVERIFY(!missing);
        QCOMPARE(missing.error().error.code, ErrorCode::NotFound);
        QVERIFY(!TrackAnalyser::analyse(helper, QUrl(u"http://127.0.0.1:9/x.mp3"_s)));
    }

    void takesTheCurrentTrackFirst()
    {
        QVERIFY(m_files.make(u"w.flac"_s, music(48'000, 2), 48'000));
        QVERIFY(m_files.make(u"long.flac"_s, music(8'000, 600), 8'000));
        const auto copy = [this](int number) { return m_files.path(u"w%1.flac"_s.arg(number)); };
        for (int number = 1; number <= 6; ++number) {
            if (number != 4) QVERIFY(QFile::copy(m_files.path(u"w.flac"_s), copy(number)));
        }
        TrackAnalyser analyser;
        QStringList order;
        connect(&analyser, &TrackAnalyser::finished, this,
                [&](const QUrl& source, const FileStamp& file, const Analysis& analysis) {
                    QCOMPARE(analysis.waveform.frames, source == m_files.url(u"long.flac"_s) ? 4'800'000 : 96'000);
                    const QFileInfo info(source.toLocalFile());
                    QCOMPARE(file, (FileStamp{info.size(), info.lastModified().toMSecsSinceEpoch()}));
                    order.append(source.toLocalFile());
                });
        QSignalSpy failed(&analyser, &TrackAnalyser::failed);
        for (int number = 1; number <= 6; ++number)
            analyser.request(QUrl::fromLocalFile(copy(number)));
        analyser.request(QUrl::fromLocalFile(copy(6)), TrackAnalyser::Priority::Current);
        QTRY_COMPARE(order.size() + failed.size(), 6);
        QCOMPARE(failed.size(), 1);
        QCOMPARE(failed.at(0).at(0).toUrl(), QUrl::fromLocalFile(copy(4)));
        QVERIFY(order.indexOf(copy(6)) < order.indexOf(copy(5)));
        QVERIFY(order.indexOf(copy(2)) < order.indexOf(copy(3)));

        // What is under way in the background does not hold up the track that plays.
        QVERIFY(QFile::copy(m_files.path(u"w.flac"_s), m_files.path(u"played.flac"_s)));
        analyser.request(m_files.url(u"long.flac"_s));
        QTRY_COMPARE(analyser.waiting(), 0);
        analyser.request(m_files.url(u"played.flac"_s), TrackAnalyser::Priority::Current);
        QTRY_COMPARE(order.size(), 6);
        QCOMPARE(order.last(), m_files.path(u"played.flac"_s));
        QTRY_COMPARE_WITH_TIMEOUT(order.size(), 7, 60'000);

        // Ending it in the middle of its work is quick and safe.
        analyser.request(m_files.url(u"long.flac"_s));
        analyser.request(m_files.url(u"w.flac"_s));
        analyser.clear();
    }

private:
    Files m_files;
};

QTEST_GUILESS_MAIN(TestTrackAnalyser)
#include "tst_track_analyser.moc"

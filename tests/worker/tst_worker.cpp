#include "library/cover_request.h"
#include "library/embedded_lyrics.h"
#include "library/parsing/tag_reader.h"
#include "library/tag_helper.h"
#include "library/track_bytes.h"
#include "support/places.h"
#include "worker/worker_process.h"

#include <QFile>
#include <QImage>
#include <QTest>

#include <thread>

using namespace groundswell;
using namespace groundswell::worker;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString BadWorker = test::programPath(u"bad_worker"_s);

Result<QString> titleFrom(WorkerProcess& process, const QByteArray& payload, JobLimit limit = {},
                          std::stop_token stop = {})
{
    const auto answer = process.ask(Job::ReadTags, payload, limit, std::move(stop));
    return answer.and_then(library::trackFromBytes).transform([](const library::Track& track) { return track.title; });
}

} // namespace

/// What becomes of a helper process, and of those who ask it.
class TestWorker : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsTagsAsThisProcessDoes();
    void misbehaviour_data();
    void misbehaviour();
    void aReaderThatWaitsSaysNothingAboutTheFile();
    void anErrorOfTheFileKeepsTheHelper();
    void stopsWhenAsked();
    void aMissingHelperIsTold();
    void manyFilesOneOfThemDeadly();
    void aTrackSurvivesTheJourney();
    void refusesOtherBytes();
    void coversAndWordsSurviveTheJourney();
    void refusesOtherPixelsAndWords();
    void theProgramsThemselvesHaveNoTagLib();
};

void TestWorker::readsTagsAsThisProcessDoes()
{
    library::TagHelper helper;
    std::vector<QByteArray> paths;
    for (const auto* extension : {"mp3", "flac", "opus", "ogg", "m4a", "wav"})
        paths.push_back(QFile::encodeName(test::dataPath(u"audio/tone."_s + QString::fromLatin1(extension))));
    paths.emplace_back("/nowhere/at all.flac");
    const auto tracks = helper.read(paths);
    QCOMPARE(tracks.size(), paths.size());
    for (std::size_t i = 0; i < paths.size(); ++i) {
        const auto here = library::readTags(paths[i]);
        QCOMPARE(tracks[i].has_value(), here.has_value());
        if (here)
            QCOMPARE(*tracks[i], *here);
        else
            QCOMPARE(tracks[i].error().message, here.error().message);
    }
}

void TestWorker::misbehaviour_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<QString>("reason");
    QTest::newRow("crash") << QByteArray("crash") << u"crashed"_s;
    QTest::newRow("quiet exit") << QByteArray("leave") << u"crashed"_s;
    QTest::newRow("endless loop") << QByteArray("spin") << u"without end"_s;
#if defined(Q_OS_LINUX) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
    QTest::newRow("memory bomb") << QByteArray("memory") << u"memory"_s;
#endif
}

void TestWorker::misbehaviour()
{
    QFETCH(const QByteArray, payload);
    QFETCH(const QString, reason);
    WorkerProcess process(BadWorker);
    QCOMPARE(titleFrom(process, "before"), u"before"_s);
    // The wall clock would say something else: a slow machine has time.
    const auto answer = titleFrom(process, payload, {.wall = 200s, .cpu = payload == "memory" ? 100s : 1s});
    QVERIFY(!answer);
    QCOMPARE(answer.error().code, ErrorCode::Corrupt);
    QVERIFY2(answer.error().message.contains(reason), qPrintable(answer.error().message));
    QVERIFY(process.diedReading());
    // The next file finds a new one.
    QCOMPARE(titleFrom(process, "after"), u"after"_s);
    QVERIFY(!process.diedReading());
}

void TestWorker::aReaderThatWaitsSaysNothingAboutTheFile()
{
    WorkerProcess process(BadWorker);
    const auto answer = titleFrom(process, "sleep", {.wall = 500ms, .cpu = 10s});
    QVERIFY(!answer);
    QCOMPARE(answer.error().code, ErrorCode::Io); // Corrupt would be kept as the file's own fault
    QVERIFY2(answer.error().message.contains(u"in time"_s), qPrintable(answer.error().message));
    QVERIFY(process.diedReading()); // what was sent behind it is lost
    QCOMPARE(titleFrom(process, "after"), u"after"_s);
}

void TestWorker::anErrorOfTheFileKeepsTheHelper()
{
    WorkerProcess process(BadWorker);
    const auto answer = titleFrom(process, "refuse");
    QVERIFY(!answer);
    QCOMPARE(answer.error(), (Error{ErrorCode::Unsupported, {}, u"not today"_s}));
    QVERIFY(!process.diedReading());
    QCOMPARE(titleFrom(process, "chatter"), u"chatter"_s); // what a library prints does not get between
}

void TestWorker::stopsWhenAsked()
{
    WorkerProcess process(BadWorker);
    std::stop_source stop;
    stop.request_stop();
    const auto answer = titleFrom(process, "sleep", {}, stop.get_token());
    QVERIFY(!answer);
    QCOMPARE(answer.error().code, ErrorCode::Cancelled);
    QVERIFY(!process.diedReading());
    QCOMPARE(titleFrom(process, "after"), u"after"_s);
}

void TestWorker::aMissingHelperIsTold()
{
    WorkerProcess process(u"/nowhere/groundswell-worker"_s);
    const auto answer = titleFrom(process, "x");
    QVERIFY(!answer);
    QCOMPARE(answer.error().code, ErrorCode::Internal);
    QVERIFY(!answer.error().message.isEmpty());
}

void TestWorker::manyFilesOneOfThemDeadly()
{
    library::TagHelper helper(BadWorker);
    std::vector<QByteArray> paths;
    for (int i = 0; i < 3'000; ++i)
        paths.push_back(i % 500 == 250 ? QByteArray("crash") : QByteArray::number(i).repeated(i % 40 + 1));
    const auto tracks = helper.read(paths);
    QCOMPARE(tracks.size(), paths.size());
    for (std::size_t i = 0; i < tracks.size(); ++i) {
        QCOMPARE(tracks[i].has_value(), paths[i] != "crash");
        if (tracks[i])
            QCOMPARE(tracks[i]->title, QString::fromUtf8(paths[i]));
        else
            QVERIFY(tracks[i].error().message.contains(u"crashed"_s));
    }
}

void TestWorker::aTrackSurvivesTheJourney()
{
    library::Track track;
    track.title = u"夜雨寄北"_s;
    track.artist = u"Björk"_s;
    track.durationMs = 123'456;
    track.year = 2011;
    track.codec = u"Opus"_s;
    track.replayGain = {.trackGainDb = -7.25, .albumGainDb = {}, .trackPeak = 0.98, .albumPeak = {}};
    QCOMPARE(library::trackFromBytes(library::trackToBytes(track)), track);
}

void TestWorker::refusesOtherBytes()
{
    library::Track track;
    track.title = u"A title"_s;
    const QByteArray whole = library::trackToBytes(track);
    for (qsizetype length = 0; length < whole.size(); ++length)
        QVERIFY(!library::trackFromBytes(whole.first(length)));
    QVERIFY(!library::trackFromBytes(whole + 'x'));
    QVERIFY(!library::trackFromBytes(QByteArray(4'000, '\xfe')));
    QVERIFY(!library::trackFromBytes(library::trackToBytes({}))); // no title
    track.durationMs = -5;
    track.artist = QString(100'000, u'x');
    const auto brought = library::trackFromBytes(library::trackToBytes(track));
    QVERIFY(brought);
    QCOMPARE(brought->durationMs, 0);
    QCOMPARE(brought->artist.size(), library::LongestTagText);
}

void TestWorker::coversAndWordsSurviveTheJourney()
{
    const library::CoverRequest request{.nativePath = "/music/caf\xe9.flac", .embedded = true, .sizePx = 256};
    QCOMPARE(library::coverRequestFromBytes(library::coverRequestToBytes(request)), request);

    QImage opaque(7, 5, QImage::Format_RGB32);
    opaque.fill(Qt::darkCyan);
    opaque.setPixelColor(6, 4, Qt::red);
    QCOMPARE(library::coverFromBytes(library::coverToBytes(opaque), 7).value(), opaque);
    QImage glass(library::LargestCoverPx, library::LargestCoverPx, QImage::Format_ARGB32_Premultiplied);
    glass.fill(QColor(10, 20, 30, 40));
    const QByteArray bytes = library::coverToBytes(glass);
    QCOMPARE(library::coverFromBytes(bytes, library::LargestCoverPx).value(), glass);
    QVERIFY(bytes.size() + 100 < LongestMessage);

    using library::EmbeddedLyrics;
    const std::optional words(EmbeddedLyrics{u"夜雨"_s, EmbeddedLyrics::Kind::Lrc, u"zho"_s, u"SYLT"_s});
    QCOMPARE(library::lyricsFromBytes(library::lyricsToBytes(words)).value(), words);
    QVERIFY(!library::lyricsFromBytes(library::lyricsToBytes({})).value());
}

void TestWorker::refusesOtherPixelsAndWords()
{
    QImage image(7, 5, QImage::Format_RGB32);
    image.fill(Qt::darkCyan);
    const QByteArray whole = library::coverToBytes(image);
    for (qsizetype length = 0; length < whole.size(); ++length)
        QVERIFY(!library::coverFromBytes(whole.first(length), 7));
    QVERIFY(!library::coverFromBytes(whole + 'x', 7));
    QVERIFY(!library::coverFromBytes(whole, 6)); // larger than was asked for
    QByteArray negative = whole;
    negative[0] = negative[4] = '\xff'; // less than nothing, twice, is as many pixels again
    QVERIFY(!library::coverFromBytes(negative, 7));
    QVERIFY(!library::coverRequestFromBytes(library::coverRequestToBytes({.nativePath = "x", .sizePx = 0})));
    QVERIFY(!library::coverRequestFromBytes(library::coverRequestToBytes({.nativePath = "x", .sizePx = 30'000})));

    const QByteArray words =
        library::lyricsToBytes(library::EmbeddedLyrics{u"la"_s, library::EmbeddedLyrics::Kind::Plain, {}, {}});
    for (qsizetype length = 1; length < words.size(); ++length)
        QVERIFY(!library::lyricsFromBytes(words.first(length)));
    QVERIFY(!library::lyricsFromBytes(words + 'x'));
    QVERIFY(!library::lyricsFromBytes('\x09' + words.sliced(1))); // a kind that there is not
}

/// What is not in a program cannot be reached by a stranger's file.
void TestWorker::theProgramsThemselvesHaveNoTagLib()
{
#ifndef Q_OS_LINUX
    QSKIP("Looks for the name of the shared library, as Linux spells it.");
#endif
    const auto needsTagLib = [](const QString& program) {
        QFile file(test::programPath(program));
        return file.open(QIODevice::ReadOnly) && file.readAll().contains("libtag.so");
    };
    QVERIFY(needsTagLib(u"groundswell-worker"_s));
    QVERIFY(!needsTagLib(u"groundswell"_s));
    QVERIFY(!needsTagLib(u"groundswell-cli"_s));
}

QTEST_GUILESS_MAIN(TestWorker)
#include "tst_worker.moc"

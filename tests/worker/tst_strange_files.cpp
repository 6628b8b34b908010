#include "audio_files.h"
#include "library/cover_request.h"
#include "library/embedded_lyrics.h"
#include "library/tag_helper.h"
#include "media/analysis/track_analyser.h"
#include "mutator.h"

#include <taglib/fileref.h>
#include <taglib/tpropertymap.h>
#include <taglib/tvariant.h>

#include <QBuffer>
#include <QElapsedTimer>
#include <QImage>
#include <QTest>

#include <atomic>
#include <thread>
#include <vector>

using namespace groundswell;
using namespace groundswell::media::test;
using namespace Qt::StringLiterals;

/// Hundreds of damaged files of every format, through the helper process: whatever they do there, this process goes on,
/// each file gets an answer in time, and whole files are read as before.
class TestStrangeFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void tagsOfDamagedFiles();
    void wordsAndCoversOfDamagedFiles();
    void soundOfDamagedFiles();

private:
    static constexpr int PerFormat = 45;

    Files m_files;
    std::vector<QByteArray> m_paths;
    std::vector<QByteArray> m_whole;
};

void TestStrangeFiles::initTestCase()
{
    const QList<std::pair<QString, QStringList>> formats{
        {u"wav"_s, {}},  {u"flac"_s, {}}, {u"mp3"_s, {}}, {u"mp3"_s, {u"-q:a"_s, u"4"_s}},
        {u"opus"_s, {}}, {u"ogg"_s, {}},  {u"m4a"_s, {}}, {u"m4a"_s, {u"-c:a"_s, u"alac"_s}},
        {u"aiff"_s, {}}, {u"wv"_s, {}},   {u"wma"_s, {}}, {u"tta"_s, {}}};
    const Pcm pcm = music(44'100, 1.0);
    QImage cover(40, 30, QImage::Format_RGB32);
    cover.fill(Qt::darkCyan);
    QBuffer encoded;
    encoded.open(QIODevice::WriteOnly);
    QVERIFY(cover.save(&encoded, "jpeg"));
    const QByteArray picture = encoded.data();
    unsigned seed = 0;
    for (const auto& [ending, options] : formats) {
        const QString name = u"whole%1.%2"_s.arg(++seed).arg(ending);
        if (!m_files.make(name, pcm, 44'100, options)) continue; // FFmpeg has no encoder for it here
        {
            TagLib::FileRef file(m_files.path(name).toUtf8().constData());
            TagLib::PropertyMap tags;
            tags.insert("TITLE", TagLib::StringList("A title"));
            tags.insert("LYRICS", TagLib::StringList("[00:00.10]One line"));
            tags.insert("REPLAYGAIN_TRACK_GAIN", TagLib::StringList("-6.5 dB"));
            file.setProperties(tags);
            file.setComplexProperties(
                "PICTURE",
                {TagLib::VariantMap{{"data", TagLib::ByteVector(picture.constData(), unsigned(picture.size()))},
                                    {"mimeType", TagLib::String("image/png")},
                                    {"pictureType", TagLib::String("Front Cover")}}});
            file.save();
        }
        m_whole.push_back(m_files.path(name).toUtf8());
        QFile whole(m_files.path(name));
        QVERIFY(whole.open(QIODevice::ReadOnly));
        const QByteArray bytes = whole.readAll();
        groundswell::test::Mutator mutator(seed);
        for (int i = 0; i < PerFormat; ++i) {
            const QString path = m_files.path(u"%1-%2.%3"_s.arg(seed).arg(i).arg(ending));
            QFile file(path);
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(mutator.damaged(bytes));
            m_paths.push_back(path.toUtf8());
        }
    }
    QVERIFY2(m_paths.size() >= 500, qPrintable(QString::number(m_paths.size())));
}

void TestStrangeFiles::tagsOfDamagedFiles()
{
    library::TagHelper helper;
    QElapsedTimer timer;
    timer.start();
    const auto tracks = helper.read(m_paths);
    QCOMPARE(tracks.size(), m_paths.size());
    int read = 0;
    int died = 0;
    for (std::size_t i = 0; i < tracks.size(); ++i) {
        QVERIFY(tracks[i] || !tracks[i].error().message.isEmpty());
        read += tracks[i].has_value();
        died += !tracks[i] && tracks[i].error().message.contains(u"its reader"_s);
    }
    qInfo("%zu damaged files: tags of %d read, %d ended their reader, %lld ms", tracks.size(), read, died,
          timer.elapsed());
    QVERIFY(read > 0 && read < int(tracks.size()));
    for (const auto& track : helper.read(m_whole)) {
        QVERIFY(track);
        QCOMPARE(track->title, u"A title"_s);
    }
}

void TestStrangeFiles::wordsAndCoversOfDamagedFiles()
{
    worker::WorkerProcess helper;
    QElapsedTimer timer;
    timer.start();
    const auto read = [&helper](const std::vector<QByteArray>& paths, int& words, int& covers) {
        for (const QByteArray& path : paths) {
            const auto found = library::lyricsInTags(helper, path);
            words += found && *found;
            const auto image = library::coverOf(helper, {.nativePath = path, .embedded = true, .sizePx = 64});
            covers += image.has_value();
            QVERIFY(image || !image.error().message.isEmpty());
        }
    };
    int words = 0;
    int covers = 0;
    read(m_paths, words, covers);
    qInfo("%zu damaged files: words of %d read, covers of %d, %lld ms", m_paths.size(), words, covers, timer.elapsed());
    QVERIFY(words > 0 && words < int(m_paths.size()));
    QVERIFY(covers > 0 && covers < int(m_paths.size()));
    int whole = 0;
    int wholeCovers = 0;
    read(m_whole, whole, wholeCovers);
    QVERIFY(whole > 0 && wholeCovers > 0); // not every format has both
}

void TestStrangeFiles::soundOfDamagedFiles()
{
    std::atomic<std::size_t> next = 0;
    std::atomic<int> measured = 0;
    std::atomic<int> died = 0;
    std::atomic<qint64> slowest = 0;
    std::atomic<int> unexplained = 0;
    QElapsedTimer all;
    all.start();
    {
        std::vector<std::jthread> threads;
        for (int thread = 0; thread < 2; ++thread) {
            threads.emplace_back([&] {
                worker::WorkerProcess helper;
                for (std::size_t i = next++; i < m_paths.size(); i = next++) {
                    QElapsedTimer timer;
                    timer.start();
                    const auto url = QUrl::fromLocalFile(QString::fromUtf8(m_paths[i]));
                    const auto result = media::TrackAnalyser::analyse(helper, url);
                    measured += result.has_value();
                    died += !result && result.error().readerDied;
                    unexplained += !result && result.error().error.message.isEmpty();
                    slowest = std::max(slowest.load(), timer.elapsed());
                    if (timer.elapsed() > 3'000) qInfo("%s took %lld ms", m_paths[i].constData(), timer.elapsed());
                }
            });
        }
    }
    qInfo("%zu damaged files: %d measured, %d ended their reader, slowest %lld ms, all %lld ms", m_paths.size(),
          measured.load(), died.load(), slowest.load(), all.elapsed());
    QVERIFY(measured > 0);
    QCOMPARE(unexplained.load(), 0);
    QVERIFY(slowest < 100'000); // none of them was ended by the wall clock
    worker::WorkerProcess helper;
    for (const QByteArray& path : m_whole) {
        const auto result = media::TrackAnalyser::analyse(helper, QUrl::fromLocalFile(QString::fromUtf8(path)));
        QVERIFY2(result, path.constData());
        QVERIFY(std::abs(result->waveform.durationMs() - 1'000) < 100);
    }
}

QTEST_GUILESS_MAIN(TestStrangeFiles)
#include "tst_strange_files.moc"

#include "library/parsing/tag_reader.h"

#include "library/cover_key.h"
#include "library/track_bytes.h"
#include "library_fixture.h"

#include <taglib/tvariant.h>

#include <QTest>

using namespace groundswell;
using namespace groundswell::library;
using namespace Qt::StringLiterals;

/// What is read from real files of each format, and what is said about files that cannot be read.
class TestTagReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsEachFormat_data()
    {
        QTest::addColumn<QString>("extension");
        QTest::addColumn<QString>("codec");
        QTest::newRow("MP3") << u"mp3"_s << u"MP3"_s;
        QTest::newRow("FLAC") << u"flac"_s << u"FLAC"_s;
        QTest::newRow("Opus") << u"opus"_s << u"Opus"_s;
        QTest::newRow("Vorbis") << u"ogg"_s << u"Vorbis"_s;
        QTest::newRow("MP4") << u"m4a"_s << u"AAC"_s;
        QTest::newRow("WAV") << u"wav"_s << u"WAV"_s;
    }
    void readsEachFormat()
    {
        QFETCH(QString, extension);
        const QString path = m_files.add(u"each."_s + extension, {{u"TITLE"_s, u"夜雨  寄北"_s},
                                                                  {u"ARTIST"_s, u"Björk"_s},
                                                                  {u"ALBUM"_s, u"Ночь"_s},
                                                                  {u"ALBUMARTIST"_s, u"Various"_s},
                                                                  {u"TRACKNUMBER"_s, u"3/12"_s},
                                                                  {u"DISCNUMBER"_s, u"2"_s},
                                                                  {u"DATE"_s, u"2011-02-28"_s},
                                                                  {u"GENRE"_s, u"Folk"_s},
                                                                  {u"ISRC"_s, u"gbaye0000001"_s}});
        const auto track = readTags(path.toUtf8());
        QVERIFY(track);
        QCOMPARE(track->title, u"夜雨 寄北"_s);
        QCOMPARE(track->artist, u"Björk"_s);
        QCOMPARE(track->album, u"Ночь"_s);
        QCOMPARE(track->albumArtist, u"Various"_s);
        QCOMPARE(track->trackNo, 3);
        QCOMPARE(track->discNo, 2);
        QCOMPARE(track->year, 2011);
        QCOMPARE(track->genre, u"Folk"_s);
        QCOMPARE(track->isrc, u"GBAYE0000001"_s);
        QTEST(track->codec, "codec");
        QVERIFY2(track->durationMs >= 390 && track->durationMs <= 520, qPrintable(QString::number(track->durationMs)));
        QCOMPARE(track->channels, 1);
        QVERIFY(track->sampleRateHz >= 8000);
        QCOMPARE(track->path(), path);
    }

    void readsGains_data() { readsEachFormat_data(); }
    void readsGains()
    {
        QFETCH(QString, extension);
        const QString path = m_files.add(u"gain."_s + extension, {{u"REPLAYGAIN_TRACK_GAIN"_s, u"-7.03 dB"_s},
                                                                  {u"REPLAYGAIN_TRACK_PEAK"_s, u"0.988547"_s},
                                                                  {u"REPLAYGAIN_ALBUM_GAIN"_s, u"-6.50 dB"_s},
                                                                  {u"REPLAYGAIN_ALBUM_PEAK"_s, u"1.02"_s}});
        const auto track = readTags(path.toUtf8());
        QVERIFY(track);
        QCOMPARE(
            track->replayGain,
            (media::ReplayGain{.trackGainDb = -7.03, .albumGainDb = -6.5, .trackPeak = 0.988547, .albumPeak = 1.02}));
    }

    void readsOpusOwnGains()
    {
        const QString path =
            m_files.add(u"r128.opus"_s, {{u"R128_TRACK_GAIN"_s, u"-1536"_s}, {u"R128_ALBUM_GAIN"_s, u"x"_s}});
        const auto track = readTags(path.toUtf8());
        QVERIFY(track);
        QCOMPARE(track->replayGain.trackGainDb, -1.0); // -6 dB to -23 LUFS
        QVERIFY(!track->replayGain.albumGainDb);
        QVERIFY(readTags(m_files.add(u"none.opus"_s).toUtf8())->replayGain.isEmpty());
    }

    void usesTheNameWhereThereIsNoTitle()
    {
        const auto track = readTags(m_files.add(u"07 - A.B.mp3"_s).toUtf8());
        QVERIFY(track);
        QCOMPARE(track->title, u"07 - A.B"_s);
    }

    void saysWhyAFileCannotBeRead_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("empty") << u"empty.mp3"_s << QByteArray();
        QTest::newRow("text as MP3") << u"text.mp3"_s << QByteArray("This is no music at all.\n").repeated(200);
        QTest::newRow("text as FLAC") << u"text.flac"_s << QByteArray("fLaC but not really");
        QTest::newRow("zeros as MP4") << u"zeros.m4a"_s << QByteArray(5000, '\0');
        QTest::newRow("text as WAV") << u"text.wav"_s << QByteArray("RIFF\xff\xff\xff\xffWAVE");
        QTest::newRow("text as Opus") << u"text.opus"_s << QByteArray("OggS").repeated(50);
    }
    void saysWhyAFileCannotBeRead()
    {
        QFETCH(QString, name);
        QFETCH(QByteArray, bytes);
        m_files.addBytes(name, bytes);
        const auto track = readTags(m_files.music(name).toUtf8());
        QVERIFY(!track);
        QCOMPARE(track.error().code, ErrorCode::Corrupt);
        QVERIFY(track.error().message.endsWith(u'.'));
    }

    void aMissingFileIsNotFound() { QCOMPARE(readTags("/nowhere/at all.flac").error().code, ErrorCode::NotFound); }

    void survivesEveryTruncation()
    {
        for (const auto& extension : {u"mp3"_s, u"flac"_s, u"opus"_s, u"m4a"_s, u"wav"_s}) {
            QFile seed(LibraryFixture::seed(extension));
            QVERIFY(seed.open(QIODevice::ReadOnly));
            const QByteArray whole = seed.readAll();
            const QString name = u"cut."_s + extension;
            for (qsizetype length = 1; length < whole.size(); length += 97) {
                m_files.addBytes(name, whole.left(length));
                const auto track = readTags(m_files.music(name).toUtf8());
                QVERIFY(track || !track.error().message.isEmpty());
            }
        }
    }

    void findsTheFrontCover()
    {
        const QString path = m_files.add(u"cover.flac"_s);
        {
            TagLib::FileRef file(path.toUtf8().constData());
            const auto picture = [](const char* bytes, const char* type) {
                return TagLib::VariantMap{{"data", TagLib::ByteVector(bytes)},
                                          {"mimeType", TagLib::String("image/png")},
                                          {"pictureType", TagLib::String(type)}};
            };
            QVERIFY(
                file.setComplexProperties("PICTURE", {picture("back", "Back Cover"), picture("front", "Front Cover")}));
            QVERIFY(file.save());
        }
        const auto picture = readEmbeddedPicture(path.toUtf8());
        QVERIFY(picture);
        QCOMPARE(picture->bytes, QByteArray("front"));
        QCOMPARE(readTags(path.toUtf8())->coverKey, coverKeyOf("front"));
        QVERIFY(!readEmbeddedPicture(m_files.add(u"bare.flac"_s).toUtf8()));
    }

private:
    LibraryFixture m_files;
};

QTEST_GUILESS_MAIN(TestTagReader)
#include "tst_tag_reader.moc"

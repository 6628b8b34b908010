#include "library/parsing/lyrics_reader.h"

#include "library/lyric_sidecars.h"
#include "library_fixture.h"

#include <taglib/id3v2tag.h>
#include <taglib/mpegfile.h>
#include <taglib/synchronizedlyricsframe.h>
#include <taglib/unsynchronizedlyricsframe.h>

#include <QTest>

using namespace groundswell::library;
using namespace Qt::StringLiterals;

/// Lyrics in tags and beside files, as other programs leave them.
class TestLyricsReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsPlainLyrics_data()
    {
        QTest::addColumn<QString>("extension");
        QTest::addColumn<QString>("source");
        QTest::newRow("USLT") << u"mp3"_s << u"USLT"_s;
        QTest::newRow("Vorbis comment") << u"flac"_s << u"LYRICS"_s;
        QTest::newRow("Opus") << u"opus"_s << u"LYRICS"_s;
        QTest::newRow("MP4") << u"m4a"_s << u"LYRICS"_s;
    }
    void readsPlainLyrics()
    {
        QFETCH(QString, extension);
        const QString path =
            m_files.add(u"plain."_s + extension, {{u"LYRICS"_s, u"巴山夜雨\r\nover the autumn pools"_s}});
        const auto lyrics = readEmbeddedLyrics(path.toUtf8());
        QVERIFY(lyrics);
        QCOMPARE(lyrics->text, u"巴山夜雨\nover the autumn pools"_s);
        QCOMPARE(lyrics->kind, EmbeddedLyrics::Kind::Plain);
        QTEST(lyrics->source, "source");
    }

    void prefersSyncedComments()
    {
        const QString path =
            m_files.add(u"both.flac"_s, {{u"LYRICS"_s, u"plain"_s}, {u"SYNCEDLYRICS"_s, u"[00:01.00]timed"_s}});
        const auto lyrics = readEmbeddedLyrics(path.toUtf8());
        QVERIFY(lyrics);
        QCOMPARE(lyrics->text, u"[00:01.00]timed"_s);
    }

    void makesLrcOfTimedFrames()
    {
        using Frame = TagLib::ID3v2::SynchronizedLyricsFrame;
        const QString path = m_files.add(u"timed.mp3"_s, {{u"LYRICS"_s, u"plain"_s}});
        {
            TagLib::MPEG::File file(path.toUtf8().constData());
            auto frame = std::make_unique<Frame>(TagLib::String::UTF8);
            frame->setTimestampFormat(Frame::AbsoluteMilliseconds);
            frame->setType(Frame::Lyrics);
            frame->setLanguage("zho");
            frame->setSynchedText({{1500, "First "}, {1900, "line"}, {61'020, "\nSecond line"}});
            file.ID3v2Tag(true)->addFrame(frame.release()); // the tag owns it now
            QVERIFY(file.save());
        }
        const auto lyrics = readEmbeddedLyrics(path.toUtf8());
        QVERIFY(lyrics);
        QCOMPARE(lyrics->kind, EmbeddedLyrics::Kind::Lrc);
        QCOMPARE(lyrics->text, u"[00:01.500]First line\n[01:01.020]Second line"_s);
        QCOMPARE(lyrics->language, u"zho"_s);
        QCOMPARE(lyrics->source, u"SYLT"_s);
    }

    void findsNoneWhereThereAreNone()
    {
        QVERIFY(!readEmbeddedLyrics(m_files.add(u"none.mp3"_s).toUtf8()));
        m_files.addBytes(u"garbage.flac"_s, "not a file");
        QVERIFY(!readEmbeddedLyrics(m_files.music(u"garbage.flac"_s).toUtf8()));
        QVERIFY(!readEmbeddedLyrics("/nowhere.mp3"));
    }

    void findsSidecarsRichestFirst()
    {
        const QString song = m_files.add(u"album/1.5 Song.flac"_s);
        for (const auto& name : {u"1.5 Song.txt"_s, u"1.5 Song.LRC"_s, u"1.5 Song.ttml"_s, u"1.5 Song.jpg"_s,
                                 u"1.lrc"_s, u"1.5 Song 2.lrc"_s})
            m_files.addBytes(u"album/"_s + name, "x");
        const QString album = m_files.music(u"album/"_s);
        QCOMPARE(lyricSidecars(song),
                 (QStringList{album + u"1.5 Song.ttml"_s, album + u"1.5 Song.LRC"_s, album + u"1.5 Song.txt"_s}));
    }

private:
    LibraryFixture m_files;
};

QTEST_GUILESS_MAIN(TestLyricsReader)
#include "tst_lyrics_reader.moc"

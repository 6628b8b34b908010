#include "library/cover_loader.h"
#include "support/places.h"

#include "library_fixture.h"
#include "pictures.h"

#include <taglib/tvariant.h>

#include <QSignalSpy>
#include <QTest>

using namespace groundswell;
using namespace groundswell::library;
using namespace Qt::StringLiterals;

/// Covers from tags and folders: decoded elsewhere, kept, and refused where they are no pictures.
class TestCoverLoader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        qRegisterMetaType<Error>();
        m_media = store::Store::open(m_folder.filePath(u"media.db"_s), store::mediaSchema()).value();
        m_chunks = std::make_unique<store::ChunkStore>(*m_media);
        const QString song = m_library.add(u"tagged.mp3"_s);
        putPicture(song, picture("png", {300, 200}, Qt::blue));
        m_library.add(u"album/song.flac"_s);
        m_library.addBytes(u"album/cover.jpg"_s, picture("jpeg"));
        m_library.add(u"broken/song.flac"_s);
        m_library.addBytes(u"broken/cover.jpg"_s, "\xff\xd8\xff but no picture");
        m_library.add(u"huge/song.flac"_s);
        m_library.addBytes(u"huge/cover.png"_s, pngThatClaims(30'000));
        for (const auto& how : {u"crash"_s, u"memory"_s}) {
            const QString path = m_library.add(how + u".flac"_s);
            putPicture(path, picture("png", {30, 20}, how == "crash"_L1 ? Qt::green : Qt::yellow));
        }
        QVERIFY(m_library.scan());
    }

    void loadsFromTagsAndFolders()
    {
        CoverLoader loader(m_library.store().readers(), *m_chunks);
        QSignalSpy ready(&loader, &CoverLoader::ready);
        loader.request(keyOf(u"tagged.mp3"_s), 100);
        loader.request(keyOf(u"tagged.mp3"_s), 100); // while it is loading: one answer
        loader.request(keyOf(u"album/song.flac"_s), 100);
        QTRY_COMPARE(ready.size(), 2);
        QCOMPARE(loader.cached(keyOf(u"tagged.mp3"_s), 100).pixelColor(10, 10), QColor(Qt::blue));
        QVERIFY(loader.cached(keyOf(u"album/song.flac"_s), 128).pixelColor(10, 10).red() > 250);
        QCOMPARE(loader.cached(keyOf(u"tagged.mp3"_s), 100).width(), 128);
        QVERIFY(loader.cached(keyOf(u"tagged.mp3"_s), 1000).isNull());
    }

    void keepsThumbnails()
    {
        const QString key = keyOf(u"album/song.flac"_s);
        {
            CoverLoader loader(m_library.store().readers(), *m_chunks);
            QSignalSpy ready(&loader, &CoverLoader::ready);
            loader.request(key, 64);
            QTRY_COMPARE(ready.size(), 1);
        }
        QVERIFY(QFile::rename(m_library.music(u"album/cover.jpg"_s), m_library.music(u"album/away"_s)));
        CoverLoader loader(m_library.store().readers(), *m_chunks);
        QSignalSpy ready(&loader, &CoverLoader::ready);
        QSignalSpy unavailable(&loader, &CoverLoader::unavailable);
        loader.request(key, 64);
        QTRY_COMPARE(ready.size(), 1); // from media.db
        loader.request(key, 512);
        QTRY_COMPARE(unavailable.size(), 1); // only the picture itself could give that
        QVERIFY(QFile::rename(m_library.music(u"album/away"_s), m_library.music(u"album/cover.jpg"_s)));
    }

    void saysWhatIsNotThere()
    {
        CoverLoader loader(m_library.store().readers(), *m_chunks);
        QSignalSpy unavailable(&loader, &CoverLoader::unavailable);
        loader.request(u"0123456789"_s, 64);
        loader.request(keyOf(u"broken/song.flac"_s), 64);
        QTRY_COMPARE(unavailable.size(), 2);
    }

    void aHostilePictureEndsItsReaderAndNothingElse_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("reason");
        QTest::newRow("claims 900 megapixels") << u"huge/song.flac"_s << u"too large"_s;
        QTest::newRow("crash") << u"crash.flac"_s << u"crashed"_s;
#if defined(Q_OS_LINUX) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
        QTest::newRow("memory bomb") << u"memory.flac"_s << u"memory"_s;
#endif
    }
    void aHostilePictureEndsItsReaderAndNothingElse()
    {
        QFETCH(const QString, name);
        QFETCH(const QString, reason);
        const QString key = keyOf(name);
        QVERIFY(!key.isEmpty());
        {
            CoverLoader loader(m_library.store().readers(), *m_chunks, nullptr, badWorker());
            QSignalSpy ready(&loader, &CoverLoader::ready);
            QSignalSpy unavailable(&loader, &CoverLoader::unavailable);
            loader.request(key, 64);
            for (const int size : {64, 128, 256}) // those behind it find another reader
                loader.request(keyOf(u"tagged.mp3"_s), size);
            QTRY_COMPARE(unavailable.size() + ready.size(), 4);
            QCOMPARE(ready.size(), 3);
            const auto error = unavailable.front().at(2).value<Error>();
            QVERIFY2(error.message.contains(reason), qPrintable(error.message));
        }
        if (name.startsWith(u"huge"_s)) return;
        // Passed over from then on, by whichever reader.
        CoverLoader loader(m_library.store().readers(), *m_chunks);
        QSignalSpy unavailable(&loader, &CoverLoader::unavailable);
        loader.request(key, 256);
        QTRY_COMPARE(unavailable.size(), 1);
        QVERIFY(unavailable.front().at(2).value<Error>().message.contains(u"before"_s));
    }

    /// Scrolling must not start a process a cover.
    void manyCoversShareTheirReaders()
    {
        constexpr int Count = 60;
        for (int i = 0; i < Count; ++i) {
            m_library.add(u"many/%1/song.flac"_s.arg(i));
            QImage image(200, 200, QImage::Format_RGB32);
            image.fill(QColor(i, 100, 100));
            QBuffer buffer;
            buffer.open(QIODevice::WriteOnly);
            QVERIFY(image.save(&buffer, "png"));
            m_library.addBytes(u"many/%1/cover.png"_s.arg(i), buffer.data());
        }
        QVERIFY(m_library.scan());
        // One that can be started twice: a third process would find no program, and its cover would be missing.
        QTemporaryDir folder;
        const QString program = folder.filePath(u"twice"_s);
        QFile script(program);
        QVERIFY(script.open(QIODevice::WriteOnly));
        script.write("#!/bin/sh\nmkdir '" + folder.path().toUtf8() + "/1' 2>/dev/null || mkdir '" +
                     folder.path().toUtf8() + "/2' || exit 1\nexec '" +
                     test::programPath(u"groundswell-worker"_s).toUtf8() + "'\n");
        script.close();
        QVERIFY(script.setPermissions(QFileDevice::ReadOwner | QFileDevice::ExeOwner));
        CoverLoader loader(m_library.store().readers(), *m_chunks, nullptr, program);
        QSignalSpy ready(&loader, &CoverLoader::ready);
        for (int i = 0; i < Count; ++i)
            loader.request(keyOf(u"many/%1/song.flac"_s.arg(i)), 64);
        QTRY_COMPARE(ready.size(), Count);
    }

private:
    [[nodiscard]] static QString badWorker() { return test::programPath(u"bad_worker"_s); }
    static void putPicture(const QString& song, const QByteArray& png)
    {
        TagLib::FileRef file(song.toUtf8().constData());
        QVERIFY(file.setComplexProperties(
            "PICTURE", {{{"data", TagLib::ByteVector(png.constData(), static_cast<unsigned>(png.size()))},
                         {"mimeType", TagLib::String("image/png")},
                         {"pictureType", TagLib::String("Front Cover")}}}));
        QVERIFY(file.save());
    }
    [[nodiscard]] QString keyOf(const QString& name) const
    {
        return m_library.queries().byPath(m_library.music(name)).takeResult()->value().track.coverKey;
    }

    LibraryFixture m_library;
    QTemporaryDir m_folder;
    std::unique_ptr<store::Store> m_media;
    std::unique_ptr<store::ChunkStore> m_chunks;
};

QTEST_MAIN(TestCoverLoader)
#include "tst_cover_loader.moc"

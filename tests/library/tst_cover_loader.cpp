#include "library/cover_loader.h"

#include "library_fixture.h"

#include <taglib/tvariant.h>

#include <QBuffer>
#include <QSignalSpy>
#include <QTest>

using namespace groundswell;
using namespace groundswell::library;
using namespace Qt::StringLiterals;

namespace {

QByteArray picture(const char* format, QSize size = {300, 200}, Qt::GlobalColor colour = Qt::red)
{
    QImage image(size, QImage::Format_RGB32);
    image.fill(colour);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, format);
    return bytes;
}

/// A PNG that says it is enormous: the width and height of its header are replaced, and the header's CRC made to fit.
QByteArray enormousPng()
{
    QByteArray bytes = picture("png");
    const auto crc = [](QByteArrayView data) {
        quint32 value = 0xffffffffU;
        for (const char byte : data) {
            value ^= static_cast<quint8>(byte);
            for (int bit = 0; bit < 8; ++bit)
                value = (value >> 1U) ^ (0xedb88320U & (0U - (value & 1U)));
        }
        return ~value;
    };
    bytes.replace(16, 8, QByteArray::fromHex("0000ffff0000ffff"));
    const quint32 sum = crc(QByteArrayView(bytes).sliced(12, 17));
    for (int i = 0; i < 4; ++i)
        bytes[29 + i] = static_cast<char>(sum >> (24 - 8 * i));
    return bytes;
}

} // namespace

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
        {
            TagLib::FileRef file(song.toUtf8().constData());
            const QByteArray png = picture("png", {300, 200}, Qt::blue);
            QVERIFY(file.setComplexProperties(
                "PICTURE", {{{"data", TagLib::ByteVector(png.constData(), static_cast<unsigned>(png.size()))},
                             {"mimeType", TagLib::String("image/png")},
                             {"pictureType", TagLib::String("Front Cover")}}}));
            QVERIFY(file.save());
        }
        m_library.add(u"album/song.flac"_s);
        m_library.addBytes(u"album/cover.jpg"_s, picture("jpeg"));
        m_library.add(u"broken/song.flac"_s);
        m_library.addBytes(u"broken/cover.jpg"_s, "\xff\xd8\xff but no picture");
        QVERIFY(m_library.scan());
    }

    void decodesByTheBytes_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<bool>("usable");
        QTest::newRow("PNG") << picture("png") << true;
        QTest::newRow("JPEG") << picture("jpeg") << true;
        QTest::newRow("WebP") << picture("webp") << true;
        QTest::newRow("BMP") << picture("bmp") << false;
        QTest::newRow("SVG") << QByteArray("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>") << false;
        QTest::newRow("cut PNG") << picture("png").left(40) << false;
        QTest::newRow("enormous PNG") << enormousPng() << false;
        QTest::newRow("nothing") << QByteArray() << false;
    }
    void decodesByTheBytes()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(bool, usable);
        const auto image = decodeCover(bytes, 64);
        QCOMPARE(image.has_value(), usable);
        if (usable)
            QCOMPARE(image->size(), QSize(64, 42));
        else
            QVERIFY(!image.error().message.isEmpty());
    }

    void neverEnlarges() { QCOMPARE(decodeCover(picture("png", {20, 10}), 256)->size(), QSize(20, 10)); }

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

private:
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

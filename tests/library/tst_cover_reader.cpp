#include "library/parsing/cover_reader.h"

#include "library_fixture.h"
#include "pictures.h"

#include <QTest>

using namespace groundswell;
using namespace groundswell::library;
using namespace Qt::StringLiterals;

/// What is taken for a picture, and what is not.
class TestCoverReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
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
        QTest::newRow("enormous PNG") << pngThatClaims(30'000) << false;
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
            QVERIFY(!image.error().details.isEmpty());
    }

    void neverEnlarges() { QCOMPARE(decodeCover(picture("png", {20, 10}), 256)->size(), QSize(20, 10)); }

    void readsAPictureBesideTheFile()
    {
        LibraryFixture files;
        files.addBytes(u"cover.png"_s, picture("png"));
        const auto image = readCover({.nativePath = files.music(u"cover.png"_s).toUtf8(), .sizePx = 64});
        QVERIFY(image);
        QCOMPARE(image->pixelColor(10, 10), QColor(Qt::red));
        const auto none = readCover({.nativePath = files.add(u"bare.flac"_s).toUtf8(), .embedded = true, .sizePx = 64});
        QCOMPARE(none.error().code, ErrorCode::Io);
    }
};

QTEST_GUILESS_MAIN(TestCoverReader)
#include "tst_cover_reader.moc"

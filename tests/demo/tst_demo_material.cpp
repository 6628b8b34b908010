#include "demo/cover_painter.h"
#include "demo/encoder.h"
#include "demo/generator.h"

#include <QDateTime>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QImage>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

#include <taglib/fileref.h>
#include <taglib/tpropertymap.h>
#include <taglib/tvariant.h>

using namespace groundswell::demo;
using namespace Qt::StringLiterals;

/// The generator as it is run: real files, read back by TagLib.
class TestDemoMaterial : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void filesTellTheirLength();
    void filesHaveTagsAndCovers();
    void wordsAreWhereTheyShouldBe();
    void nothingUnfinishedIsLeft();
    void secondRunKeepsAll();
    void damagedFileIsMadeAnew();
    void unwritableFolderIsAnError();
    void coversAreDifferentPictures();

private:
    QStringList run();
    [[nodiscard]] QString pathOf(const Piece& piece) const { return m_folder.filePath(musicPath(piece)); }

    QTemporaryDir m_folder;
    std::vector<Piece> m_pieces;
    QStringList m_firstRun;
};

QStringList TestDemoMaterial::run()
{
    QStringList said;
    const auto done = generate({m_folder.path(), Length::Quick}, [&said](const QString& line) { said << line; });
    if (!done) qWarning() << done.error().message << done.error().details;
    return done ? said : QStringList();
}

void TestDemoMaterial::initTestCase()
{
    m_pieces = builtInPieces().value();
    m_firstRun = run();
    QVERIFY(m_firstRun.size() >= 11); // ten pieces and the village
}

void TestDemoMaterial::filesTellTheirLength()
{
    for (const auto& piece : m_pieces) {
        const TagLib::FileRef file(QFile::encodeName(pathOf(piece)).constData());
        QVERIFY2(!file.isNull() && file.audioProperties(), qPrintable(pathOf(piece)));
        const auto wanted = arrange(piece, Length::Quick).durationMs();
        QVERIFY2(
            qAbs(file.audioProperties()->lengthInMilliseconds() - wanted) <= 50,
            qPrintable(
                u"%1: %2, not %3"_s.arg(piece.id).arg(file.audioProperties()->lengthInMilliseconds()).arg(wanted)));
        QCOMPARE(file.audioProperties()->channels(), 2);
    }
}

void TestDemoMaterial::filesHaveTagsAndCovers()
{
    for (const auto& piece : m_pieces) {
        const TagLib::FileRef file(QFile::encodeName(pathOf(piece)).constData());
        const auto tags = file.properties();
        const auto tag = [&tags](const char* key) {
            return QString::fromStdString(tags.value(key).toString().to8Bit(true));
        };
        QCOMPARE(tag("TITLE"), piece.title);
        QCOMPARE(tag("ARTIST"), piece.artist);
        QCOMPARE(tag("ALBUM"), piece.album);
        QVERIFY(tag("TRACKNUMBER").toInt() == piece.trackNumber);
        QVERIFY(tag("DATE").startsWith(QString::number(piece.year)));
        const auto pictures = file.complexProperties("PICTURE");
        QCOMPARE(pictures.size(), 1U);
        const auto data = pictures.front().value("data").toByteVector();
        const auto cover = QImage::fromData(QByteArray(data.data(), static_cast<qsizetype>(data.size())));
        QCOMPARE(cover.size(), QSize(600, 600));
    }
}

void TestDemoMaterial::wordsAreWhereTheyShouldBe()
{
    int sidecars = 0, embedded = 0;
    for (const auto& piece : m_pieces) {
        const auto sidecar =
            QFileInfo(pathOf(piece)).path() + u'/' + QFileInfo(pathOf(piece)).completeBaseName() + u".lrc"_s;
        QCOMPARE(QFile::exists(sidecar), piece.wordsPlace == WordsPlace::Sidecar);
        sidecars += QFile::exists(sidecar) ? 1 : 0;
        const TagLib::FileRef file(QFile::encodeName(pathOf(piece)).constData());
        const auto words = QString::fromStdString(file.properties().value("LYRICS").toString().to8Bit(true));
        QCOMPARE(!words.isEmpty(), piece.wordsPlace == WordsPlace::Embedded);
        if (!words.isEmpty()) QVERIFY2(words.contains(u"[00:"_s) && words.contains(u"<00:"_s), qPrintable(words));
        embedded += words.isEmpty() ? 0 : 1;
    }
    QVERIFY(sidecars >= 2 && embedded >= 2);
}

void TestDemoMaterial::nothingUnfinishedIsLeft()
{
    for (QDirIterator it(m_folder.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories); it.hasNext();)
        QVERIFY2(!it.next().contains(u"unfinished"_s), qPrintable(it.filePath()));
}

void TestDemoMaterial::secondRunKeepsAll()
{
    const auto before = QFileInfo(pathOf(m_pieces[0])).lastModified();
    QFile village(m_folder.filePath(u"village.json"_s));
    QVERIFY(village.open(QIODevice::ReadOnly));
    const auto first = village.readAll();
    village.close();
    const auto said = run();
    QCOMPARE(said.filter(u"kept"_s).size(), static_cast<qsizetype>(m_pieces.size()));
    QCOMPARE(QFileInfo(pathOf(m_pieces[0])).lastModified(), before);
    QVERIFY(village.open(QIODevice::ReadOnly));
    QVERIFY(village.readAll() == first);
}

void TestDemoMaterial::damagedFileIsMadeAnew()
{
    QFile file(pathOf(m_pieces[7]));
    const auto size = file.size();
    QVERIFY(file.resize(100));
    const auto said = run();
    QCOMPARE(said.filter(u"kept"_s).size(), static_cast<qsizetype>(m_pieces.size()) - 1);
    QCOMPARE(QFileInfo(file.fileName()).size(), size); // the same bytes again
}

void TestDemoMaterial::unwritableFolderIsAnError()
{
    QFile blocked(m_folder.filePath(u"blocked"_s));
    QVERIFY(blocked.open(QIODevice::WriteOnly));
    const auto done = generate({blocked.fileName() + u"/below"_s, Length::Quick}, [](const QString&) {});
    QVERIFY(!done);
    QVERIFY(done.error().message.contains(u"blocked"_s));
}

void TestDemoMaterial::coversAreDifferentPictures()
{
    QSet<QByteArray> seen;
    for (const auto& scene : coverScenes()) {
        const auto cover = paintCover(scene, 96);
        QVERIFY2(!cover.isNull(), qPrintable(scene));
        QCOMPARE(cover, paintCover(scene, 96));
        QSet<QRgb> colours;
        for (int y = 0; y < 96; ++y)
            for (int x = 0; x < 96; ++x)
                colours << cover.pixel(x, y);
        QVERIFY(colours.size() > 200);
        seen << QByteArray(reinterpret_cast<const char*>(cover.constBits()), cover.sizeInBytes());
    }
    QCOMPARE(seen.size(), coverScenes().size());
    for (const auto& piece : m_pieces)
        QVERIFY(coverScenes().contains(piece.cover));
    QVERIFY(paintCover(u"elsewhere"_s, 96).isNull());
}

QTEST_GUILESS_MAIN(TestDemoMaterial)
#include "tst_demo_material.moc"

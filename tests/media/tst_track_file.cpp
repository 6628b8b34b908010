#include "media/track_file.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace groundswell::media;
using namespace Qt::StringLiterals;

/// What openTrackFile() makes of the first bytes of files that nobody meant well.
class TestTrackFile final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void flacWhoseBlocksNeverEndIsGivenUp();
    void flacWithAnotherFirstBlockIsLeftToTheDecoder();

private:
    /// A file that begins so and goes on with zeros up to `size` bytes, without taking up space.
    QString made(const QByteArray& head, qint64 size)
    {
        const QString path = m_folder.filePath(u"%1.flac"_s.arg(++m_files));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(head) != head.size() || !file.resize(size)) return {};
        return path;
    }

    QTemporaryDir m_folder;
    int m_files = 0;
};

// Zeros read as blocks of no length, none of them the last: to their end these are a thousand million reads.
void TestTrackFile::flacWhoseBlocksNeverEndIsGivenUp()
{
    const QByteArray streamInfo = QByteArray::fromHex("00000022") + QByteArray(34, '\0');
    const QString path = made("fLaC" + streamInfo, 4'000'000'000);
    QVERIFY(!path.isEmpty());
    const TrackFile file = openTrackFile(path);
    QVERIFY(!file.device);
    QCOMPARE(file.trim, TrackTrim());
}

void TestTrackFile::flacWithAnotherFirstBlockIsLeftToTheDecoder()
{
    // What it would say, were it STREAMINFO: blocks of up to 4,096 frames, and one frame of sound in all.
    QByteArray block(34, '\0');
    block[2] = '\x10';
    block[17] = '\x01';
    const QString path = made("fLaC" + QByteArray::fromHex("81000022") + block, 10'000);
    QVERIFY(!path.isEmpty());
    QVERIFY(!openTrackFile(path).device);
}

QTEST_GUILESS_MAIN(TestTrackFile)
#include "tst_track_file.moc"

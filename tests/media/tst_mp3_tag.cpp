#include "audio_files.h"
#include "media/mp3_tag.h"

#include <QTest>

using namespace groundswell::media;
using namespace groundswell::media::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int Rate = 48'000;
constexpr double Seconds = 4.0;

} // namespace

class TestMp3Tag : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsTheTagOfMp3();
    void findsThePacketsOfMp3();

private:
    Files m_files;
};

void TestMp3Tag::readsTheTagOfMp3()
{
    const auto tagOf = [this](const QString& name) {
        QFile file(m_files.path(name));
        return file.open(QIODevice::ReadOnly) ? mp3Tag(file) : std::nullopt;
    };
    QVERIFY(m_files.make(u"c.mp3"_s, music(Rate, Seconds), Rate));
    QVERIFY(m_files.make(u"vbr.mp3"_s, music(Rate, Seconds), Rate, {u"-q:a"_s, u"3"_s}));
    QVERIFY(m_files.make(u"b.flac"_s, music(Rate, 0.1), Rate));
    // FFmpeg writes the delay of its encoder (LAME: 576) into the tag.
    const auto constant = tagOf(u"c.mp3"_s);
    QVERIFY(constant);
    QCOMPARE(constant->delay, 576 + 529);
    QCOMPARE(constant->sampleRate, Rate);
    QCOMPARE(constant->length, qint64(Seconds * Rate));
    QVERIFY(constant->packets);
    QCOMPARE(constant->packets->bytes, 384.0); // 128 kbit/s
    QCOMPARE(constant->packets->frames, 1152);
    const auto variable = tagOf(u"vbr.mp3"_s);
    QVERIFY(variable);
    QCOMPARE(variable->length, qint64(Seconds * Rate));
    QVERIFY(!variable->packets);
    QVERIFY(!tagOf(u"b.flac"_s));
}

// Every packet is found at once where all are equally long, with padding and without.
void TestMp3Tag::findsThePacketsOfMp3()
{
    QVERIFY(m_files.make(u"padded.mp3"_s, music(44'100, Seconds), 44'100, {u"-b:a"_s, u"160k"_s}));
    for (const QString& name : {u"c.mp3"_s, u"padded.mp3"_s}) {
        QFile file(m_files.path(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto tag = mp3Tag(file);
        QVERIFY(tag && tag->packets);
        const auto count = (tag->length + tag->delay) / tag->packets->frames;
        qint64 last = 0;
        for (qint64 i = 0; i < count; ++i) {
            const auto byte = findPacket(file, *tag->packets, i);
            QVERIFY2(byte, qPrintable(QString::number(i)));
            if (i > 0) QCOMPARE_LE(std::abs(double(*byte - last) - tag->packets->bytes), 1.0);
            last = *byte;
        }
        QVERIFY(!findPacket(file, *tag->packets, count + 100));
    }
}

QTEST_GUILESS_MAIN(TestMp3Tag)
#include "tst_mp3_tag.moc"

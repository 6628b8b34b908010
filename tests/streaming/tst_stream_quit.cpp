#include "media/deck.h"
#include "stream_bed.h"

#include <QElapsedTimer>
#include <QtEndian>
#include <QTest>

#include <thread>

using namespace groundswell;
using namespace groundswell::streaming;
using namespace groundswell::test;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 quickMs = 10'000; // who waits for the server waits for 15 s

/// A minute of a saw tooth, 16 bit stereo at 44.1 kHz.
QByteArray wav()
{
    QByteArray samples(60 * 44'100 * 4, Qt::Uninitialized);
    for (qsizetype i = 0; i < samples.size(); i += 2)
        qToLittleEndian(qint16(i * 8), samples.data() + i);
    const auto number = [](quint32 value) {
        const quint32 little = qToLittleEndian(value);
        return QByteArray(reinterpret_cast<const char*>(&little), 4);
    };
    const auto size = quint32(samples.size());
    return "RIFF" + number(size + 36) + "WAVEfmt " + number(16) + number(0x00020001) + number(44'100) +
           number(44'100 * 4) + number(0x00100004) + "data" + number(size) + samples;
}

} // namespace

/// The program ends while a server has stopped sending: nothing waits for it.
class TestStreamQuit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whilePlaying_data()
    {
        QTest::addColumn<qint64>("held"); // after so many bytes
        QTest::addColumn<bool>("streamsFirst");
        for (const bool streamsFirst : {false, true}) {
            const char* order = streamsFirst ? "streams first" : "deck first";
            QTest::addRow("before the header, %s", order) << qint64(0) << streamsFirst;
            QTest::addRow("in the header, %s", order) << qint64(40) << streamsFirst;
            QTest::addRow("in the sound, %s", order) << qint64(2'000'000) << streamsFirst;
        }
    }
    void whilePlaying()
    {
        QFETCH(const qint64, held);
        QFETCH(const bool, streamsFirst);
        const QByteArray body = wav();
        FaultServer server([&](const Request& request) {
            const qint64 from = placeOf(request);
            return Answer{.body = body, .contentType = "audio/wav", .holdAfter = std::max<qint64>(0, held - from)};
        });
        const QTemporaryDir folder;
        auto store = store::Store::open(folder.filePath(u"media.db"_s), store::mediaSchema()).value();
        auto streams = std::make_unique<Streams>(*store); // as patient as the program's
        streams->trust(server.url());
        auto deck = std::make_unique<media::Deck>(44'100, streams.get());
        const auto sound = deck->open(server.url(), 1);
        QTRY_VERIFY(server.requests().size() >= 1);
        if (held > 1000) QTRY_VERIFY(sound->hasSound());

        QElapsedTimer timer;
        timer.start();
        if (streamsFirst) streams.reset();
        deck.reset();
        streams.reset();
        store.reset();
        QVERIFY2(timer.elapsed() < quickMs, qPrintable(QString::number(timer.elapsed())));
    }

    void aReaderIsToldWhenTheStreamsEnd()
    {
        const QByteArray body = sound(700'000);
        FaultServer server([&](const Request&) { return Answer{.body = body, .holdAfter = 1000}; });
        StreamBed bed{StreamOptions()};
        const auto source = bed.open(server.url());
        QCOMPARE(read(*source, 1000), body.first(1000));
        qint64 got = 0;
        std::thread reader([&] {
            char byte = 0;
            got = source->read(&byte, 1);
        });
        QElapsedTimer timer;
        timer.start();
        bed.restart();
        reader.join();
        QVERIFY2(timer.elapsed() < quickMs, qPrintable(QString::number(timer.elapsed())));
        QCOMPARE(got, -1);
        QCOMPARE(source->error().value().code, ErrorCode::Cancelled);
    }

    void downloadsAndStationsEndToo()
    {
        FaultServer server([](const Request&) { return Answer{.body = sound(700'000), .holdAfter = 1000}; });
        StreamBed bed{StreamOptions()};
        bed.streams().trust(server.url());
        const auto download = bed.streams().fill(server.url(u"/kept"_s));
        const auto station = bed.streams().open(Streams::radioUrl(server.url(u"/live"_s))).value();
        QTRY_COMPARE(server.requests().size(), 2);
        QElapsedTimer timer;
        timer.start();
        bed.restart();
        QVERIFY2(timer.elapsed() < quickMs, qPrintable(QString::number(timer.elapsed())));
    }
};

QTEST_GUILESS_MAIN(TestStreamQuit)
#include "tst_stream_quit.moc"

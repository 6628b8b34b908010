#include "audio_files.h"
#include "media/analysis/file_analysis.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <future>

using namespace groundswell;
using namespace groundswell::media;
using namespace groundswell::media::test;
using namespace Qt::StringLiterals;

namespace {

/// A sine whose amplitude steps up four times, the right channel silent in the last quarter.
Pcm stairs(int rate, qint64 frames)
{
    Pcm pcm;
    for (qint64 i = 0; i < frames; ++i) {
        const qint64 quarter = i * 4 / frames;
        const double sample = 0.2 * double(quarter + 1) * std::sin(2 * std::numbers::pi * 1000.0 * double(i) / rate);
        pcm.push_back(qint16(std::lround(sample * 32767)));
        pcm.push_back(quarter == 3 ? qint16(0) : pcm.back());
    }
    return pcm;
}

Result<Waveform> analyse(const QUrl& source)
{
    return std::async(std::launch::async,
                      [&] {
                          return analyseFile(source).transform(
                              [](const Analysis& analysis) { return analysis.waveform; });
                      })
        .get();
}

} // namespace

class TestWaveform : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bucketsOfAKnownSignal_data();
    void bucketsOfAKnownSignal();
    void lengthsAreExact_data();
    void lengthsAreExact();
    void builderGivesTheSameWhateverTheLumps();
    void silenceAndFullScale();
    void bytesRoundTrip();
    void refusesOtherBytes();
    void tellsWhyAFileCannotBeMeasured();
    void stopsWhenAsked();
    void detailHasFinerParts();
    void detailRoundTrip();

private:
    Files m_files;
};

void TestWaveform::bucketsOfAKnownSignal_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("tolerance");
    QTest::newRow("WAV") << u"a.wav"_s << 1;
    QTest::newRow("FLAC") << u"a.flac"_s << 1;
    QTest::newRow("MP3") << u"a.mp3"_s << 8;
    QTest::newRow("Opus") << u"a.opus"_s << 8;
}

void TestWaveform::bucketsOfAKnownSignal()
{
    QFETCH(const QString, name);
    QFETCH(const int, tolerance);
    constexpr int Rate = 48'000;
    constexpr qint64 Frames = 480 * 400;
    QVERIFY(m_files.make(name, stairs(Rate, Frames), Rate,
                         tolerance > 1 ? QStringList{u"-b:a"_s, u"320k"_s} : QStringList{}));
    const auto waveform = analyse(m_files.url(name));
    QVERIFY(waveform);
    QCOMPARE(waveform->frames, Frames);
    QCOMPARE(waveform->sampleRate, Rate);
    QCOMPARE(waveform->durationMs(), 4000);
    for (std::size_t bucket = 0; bucket < 480; ++bucket) {
        if (tolerance > 1 && (bucket % 120 < 8 || bucket % 120 > 111)) continue; // a lossy codec smears the steps
        const std::size_t quarter = bucket / 120;
        const double amplitude = 0.2 * double(quarter + 1);
        const double rms = quarter == 3 ? amplitude / 2 : amplitude / std::numbers::sqrt2; // one of two channels
        const QString where =
            u"bucket %1: peak %2, RMS %3"_s.arg(bucket).arg(waveform->peak.at(bucket)).arg(waveform->rms.at(bucket));
        QVERIFY2(std::abs(waveform->peak.at(bucket) - amplitude * 255) <= tolerance, qPrintable(where));
        QVERIFY2(std::abs(waveform->rms.at(bucket) - rms * 255) <= tolerance, qPrintable(where));
    }
}

void TestWaveform::lengthsAreExact_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("rate");
    QTest::addColumn<qint64>("frames");
    QTest::newRow("one frame") << u"one.wav"_s << 44'100 << qint64(1);
    QTest::newRow("fewer frames than buckets") << u"few.wav"_s << 44'100 << qint64(300);
    QTest::newRow("CD") << u"cd.flac"_s << 44'100 << qint64(123'457);
    QTest::newRow("MP3") << u"x.mp3"_s << 44'100 << qint64(123'457);
}

void TestWaveform::lengthsAreExact()
{
    QFETCH(const QString, name);
    QFETCH(const int, rate);
    QFETCH(const qint64, frames);
    QVERIFY(m_files.make(name, stairs(rate, frames), rate));
    const auto waveform = analyse(m_files.url(name));
    QVERIFY(waveform);
    QCOMPARE(waveform->frames, frames);
    QCOMPARE(waveform->sampleRate, rate);
}

void TestWaveform::builderGivesTheSameWhateverTheLumps()
{
    // Long enough for cells to be joined several times: each bucket stays where it belongs.
    constexpr qint64 Frames = 3'000'017;
    std::vector<float> samples;
    for (qint64 i = 0; i < Frames; ++i)
        samples.push_back(i * 480 / Frames % 2 == 0 ? 0.25F : 0.75F);
    WaveformBuilder whole(48'000);
    whole.add(samples, 1);
    WaveformBuilder lumps(48'000);
    for (std::size_t at = 0, size = 1; at < samples.size(); at += size, size = size * 7 % 9973 + 1)
        lumps.add(std::span(samples).subspan(at, std::min(size, samples.size() - at)), 1);
    QCOMPARE(whole.finish(), lumps.finish());
    QCOMPARE(whole.frames(), Frames);
    const Waveform waveform = whole.finish();
    int right = 0;
    for (std::size_t bucket = 0; bucket < 480; ++bucket)
        right += std::abs(waveform.rms.at(bucket) - (bucket % 2 == 0 ? 64 : 191)) <=
                 14; // cells at a bucket's edge belong to two
    QCOMPARE(right, 480);
}

void TestWaveform::silenceAndFullScale()
{
    WaveformBuilder loud(48'000);
    loud.add(std::vector<float>(2000, -1.5F), 2); // beyond full scale, as float files may be
    QCOMPARE(loud.finish().peak.at(479), 255);
    QCOMPARE(loud.finish().rms.at(0), 255);
    WaveformBuilder silent(48'000);
    silent.add(std::vector<float>(2000, 0.0F), 2);
    QCOMPARE(silent.finish().peak, Waveform::Buckets{});
    QCOMPARE(WaveformBuilder(48'000).finish().durationMs(), 0);
}

void TestWaveform::bytesRoundTrip()
{
    Waveform waveform;
    waveform.frames = 9'876'543'210;
    waveform.sampleRate = 192'000;
    for (std::size_t i = 0; i < 480; ++i) {
        waveform.peak.at(i) = std::uint8_t(i);
        waveform.rms.at(i) = std::uint8_t(i * 3);
    }
    QCOMPARE(waveform.toBytes().size(), 973);
    QCOMPARE(Waveform::fromBytes(waveform.toBytes()), waveform);
}

void TestWaveform::refusesOtherBytes()
{
    QByteArray bytes = Waveform{}.toBytes();
    const QByteArray endless = bytes.first(5) + QByteArray(7, '\xff') + '\x7f' + bytes.sliced(13);
    for (const QByteArray& wrong : {QByteArray(), bytes.chopped(1), bytes + '\0', "\x02" + bytes.sliced(1), endless}) {
        const auto read = Waveform::fromBytes(wrong);
        QVERIFY(!read);
        QCOMPARE(read.error().code, ErrorCode::Corrupt);
    }
}

void TestWaveform::tellsWhyAFileCannotBeMeasured()
{
    QFile file(m_files.path(u"text.mp3"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("This is no music.");
    file.close();
    const auto text = analyse(m_files.url(u"text.mp3"_s));
    QVERIFY(!text);
    QCOMPARE(text.error().code, ErrorCode::Unsupported);
    QVERIFY(text.error().message.contains(u"text.mp3"_s));
    const auto missing = analyse(m_files.url(u"missing.mp3"_s));
    QVERIFY(!missing);
    QCOMPARE(missing.error().code, ErrorCode::NotFound);
}

void TestWaveform::stopsWhenAsked()
{
    QVERIFY(m_files.make(u"long.flac"_s, music(8000, 600), 8000));
    std::stop_source stop;
    auto result =
        std::async(std::launch::async, [&] { return analyseFile(m_files.url(u"long.flac"_s), stop.get_token()); });
    stop.request_stop();
    const auto waveform = result.get();
    QVERIFY(!waveform);
    QCOMPARE(waveform.error().code, ErrorCode::Cancelled);
}

void TestWaveform::detailHasFinerParts()
{
    // A click in the middle of one part of 4,096, in a track long enough for cells to be joined.
    constexpr qint64 Frames = qint64{4096} * 3'000;
    std::vector<float> samples(Frames, 0.1F);
    samples[std::size_t(3'000) * 1'234 + 1'500] = 1.0F;
    WaveformBuilder builder(48'000);
    builder.add(samples, 1);
    const WaveformDetail detail = builder.finishDetail();
    QCOMPARE(detail.peak.size(), std::size_t(WaveformDetail::BucketCount));
    QCOMPARE(detail.rms.size(), std::size_t(WaveformDetail::BucketCount));
    QCOMPARE(int(detail.peak.at(1'234)), 255);
    QCOMPARE(int(std::ranges::count(detail.peak, 255)), 1);
    QCOMPARE(builder.finish().peak.at(1'234 * 480 / 4'096), 255);
    QVERIFY(WaveformBuilder(48'000).finishDetail().peak.empty());
}

void TestWaveform::detailRoundTrip()
{
    WaveformBuilder builder(8'000);
    builder.add(floats(music(8'000, 2)), 2);
    const WaveformDetail detail = builder.finishDetail();
    QCOMPARE(WaveformDetail::fromBytes(detail.toBytes()), detail);
    QCOMPARE(WaveformDetail::fromBytes(WaveformDetail{}.toBytes()), WaveformDetail{});
    QVERIFY(!WaveformDetail::fromBytes(detail.toBytes().chopped(1)));
    QVERIFY(!WaveformDetail::fromBytes("\x02" + detail.toBytes().sliced(1)));
}

QTEST_GUILESS_MAIN(TestWaveform)
#include "tst_waveform.moc"

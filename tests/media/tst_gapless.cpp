#include "media/renderer.h"
#include "sweeps.h"

#include <QTest>

#include <span>

using namespace groundswell;
using namespace groundswell::media;
using namespace groundswell::media::test;
using namespace Qt::StringLiterals;

namespace {

/// A kind of file, and how FFmpeg makes it.
struct Kind
{
    QString ending;
    int rate = 0;
    QStringList options = {};
};

std::vector<float> rendered(const QList<Track>& tracks, int rate, const MixerSettings& settings = {})
{
    Renderer renderer(rate);
    renderer.mixer().setSettings(settings);
    std::vector<float> all;
    const auto frames = renderer.render(tracks, [&all](std::span<const float> samples) {
        all.insert(all.end(), samples.begin(), samples.end());
        return true;
    });
    if (!frames) qWarning("%ls", qUtf16Printable(frames.error().message));
    return all;
}

/// The frame and size of the largest difference.
std::pair<qsizetype, double> largestDifference(std::span<const float> a, std::span<const float> b)
{
    std::pair<qsizetype, double> largest{-1, 0};
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
        const double difference = std::abs(double(a[i]) - double(b[i]));
        if (!(difference <= largest.second)) largest = {qsizetype(i / ChannelCount), difference};
    }
    return largest;
}

/// The largest second difference of either channel around some frames: what a click is.
double largestBend(std::span<const float> samples, qint64 at, qint64 around)
{
    double largest = 0;
    const auto count = qint64(samples.size() / ChannelCount);
    for (qint64 i = std::max<qint64>(1, at - around); i < std::min(count - 1, at + around); ++i) {
        for (qint64 c = 0; c < ChannelCount; ++c) {
            const auto sample = [&](qint64 frame) { return double(samples[std::size_t(frame * ChannelCount + c)]); };
            largest = std::max(largest, std::abs(sample(i + 1) - 2 * sample(i) + sample(i - 1)));
        }
    }
    return largest;
}

} // namespace

class TestGapless : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void losslessJoinsAreExact_data();
    void losslessJoinsAreExact();
    void lossyJoinsAreThoseOfTheDecoder_data();
    void lossyJoinsAreThoseOfTheDecoder();
    void oneRateIsResampledAcrossTheJoin();
    void ratesAndChannelsChangeWithoutAClick();
    void aCrossfadeKeepsThePower();
    void noCrossfadeWhereItDoesNotFit();
    void aLoopIsExact();
    void tracksThatCannotBePlayedAreLeftOut();

private:
    /// Writes the pieces of a sweep and returns their tracks.
    QList<Track> pieces(const Kind& kind, const Pcm& pcm, const std::vector<qint64>& places)
    {
        QList<Track> tracks;
        for (std::size_t i = 0; i + 1 < places.size(); ++i) {
            const Pcm part(pcm.begin() + places[i] * ChannelCount, pcm.begin() + places[i + 1] * ChannelCount);
            const QString name = u"%1-%2.%3"_s.arg(++m_names).arg(i).arg(kind.ending);
            if (!m_files.make(name, part, kind.rate, kind.options)) return {};
            tracks.append({.source = m_files.url(name)});
        }
        return tracks;
    }

    Files m_files;
    int m_names = 0;
};

void TestGapless::losslessJoinsAreExact_data()
{
    QTest::addColumn<QString>("ending");
    QTest::addColumn<int>("rate");
    QTest::addColumn<int>("pieceCount");
    for (const int pieceCount : {2, 5, 12}) {
        QTest::addRow("FLAC %d", pieceCount) << u"flac"_s << 44'100 << pieceCount;
        QTest::addRow("WAV %d", pieceCount) << u"wav"_s << 48'000 << pieceCount;
    }
    QTest::newRow("ALAC") << u"m4a"_s << 44'100 << 4;
    QTest::newRow("tiny pieces") << u"flac"_s << 96'000 << 9;
}

void TestGapless::losslessJoinsAreExact()
{
    QFETCH(const QString, ending);
    QFETCH(const int, rate);
    QFETCH(const int, pieceCount);
    const bool areTiny = rate == 96'000;
    const auto frames = areTiny ? qint64(9 * 700) : qint64(3 * rate);
    const Pcm pcm = rounded(sweep(rate, 3, 0, frames));
    std::mt19937 random(unsigned(rate + pieceCount));
    const Kind kind{ending, rate, ending == u"m4a"_s ? QStringList{u"-c:a"_s, u"alac"_s} : QStringList{}};
    const auto tracks = pieces(kind, pcm, cuts(frames, pieceCount, areTiny ? 200 : 2000, random));
    QCOMPARE(tracks.size(), pieceCount);
    const auto got = rendered(tracks, rate);
    QCOMPARE(got.size(), pcm.size());
    QVERIFY(got == floats(pcm));
}

void TestGapless::lossyJoinsAreThoseOfTheDecoder_data()
{
    QTest::addColumn<QString>("ending");
    QTest::addColumn<int>("rate");
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<int>("pieceCount");
    for (const int count : {2, 6, 12}) {
        QTest::addRow("MP3 %d", count) << u"mp3"_s << 44'100 << QStringList{u"-b:a"_s, u"192k"_s} << count;
        QTest::addRow("MP3 variable %d", count) << u"mp3"_s << 48'000 << QStringList{u"-q:a"_s, u"2"_s} << count;
        QTest::addRow("AAC %d", count) << u"m4a"_s << 44'100 << QStringList{u"-b:a"_s, u"192k"_s, u"-aac_pns"_s, u"0"_s}
                                       << count;
        QTest::addRow("Opus %d", count) << u"opus"_s << 48'000 << QStringList{u"-b:a"_s, u"160k"_s} << count;
        QTest::addRow("Vorbis %d", count)
            << u"ogg"_s << 44'100 << QStringList{u"-c:a"_s, u"libvorbis"_s, u"-q:a"_s, u"6"_s} << count;
    }
}

void TestGapless::lossyJoinsAreThoseOfTheDecoder()
{
    QFETCH(const QString, ending);
    QFETCH(const int, rate);
    QFETCH(const QStringList, options);
    QFETCH(const int, pieceCount);
    const auto frames = qint64(4 * rate);
    const Pcm pcm = rounded(sweep(rate, 4, 0, frames));
    std::mt19937 random(unsigned(pieceCount + 1));
    auto places = cuts(frames, pieceCount, 4000, random);
    if (pieceCount == 6) places[1] = 6936; // the last two packets of an MP3 file of that length are padding
    const auto tracks = pieces({ending, rate, options}, pcm, places);
    QCOMPARE(tracks.size(), pieceCount);
    const auto got = rendered(tracks, rate);
    QCOMPARE(got.size(), pcm.size()); // nothing lost, nothing added

    const auto exact = floats(pcm);
    for (qsizetype i = 0; i < tracks.size(); ++i) {
        const auto at = std::size_t(places[std::size_t(i)] * ChannelCount);
        const auto length = std::size_t(places[std::size_t(i) + 1] * ChannelCount) - at;
        const auto piece = std::span(got).subspan(at, length);

        // Nothing changed: the decoder's own sound, cut to the piece's length.
        if (ending != u"ogg"_s) { // FFmpeg's program loses some of Vorbis that fits into one page
            const auto expected = m_files.decoded(tracks.at(i).source.fileName(), rate);
            QCOMPARE_GE(expected.size(), length);
            const auto [place, difference] = largestDifference(piece, std::span(expected).first(length));
            QVERIFY2(difference < 2e-6, qPrintable(u"piece %1: %2 at frame %3"_s.arg(i).arg(difference).arg(place)));
        }

        // And it is the sweep, at its place: a shift by a few frames would be larger than what the codec changes.
        double squares = 0;
        for (std::size_t k = 0; k < length; ++k)
            squares += (double(piece[k]) - double(exact[at + k])) * (double(piece[k]) - double(exact[at + k]));
        const double error = std::sqrt(squares / double(length));
        QVERIFY2(error < 0.05, qPrintable(u"piece %1 of %2 frames: %3"_s.arg(i).arg(length / 2).arg(error)));
    }
}

// Cut or whole: the resampler does not know.
void TestGapless::oneRateIsResampledAcrossTheJoin()
{
    constexpr int Rate = 44'100;
    const auto frames = qint64(3 * Rate);
    const Pcm pcm = rounded(sweep(Rate, 3, 0, frames));
    std::mt19937 random(3);
    const Kind kind{u"flac"_s, Rate};
    const auto whole = rendered(pieces(kind, pcm, {0, frames}), 48'000);
    const auto cut = rendered(pieces(kind, pcm, cuts(frames, 7, 500, random)), 48'000);
    QCOMPARE(whole.size(), std::size_t(3 * 48'000 * ChannelCount));
    QVERIFY(cut == whole);
    std::vector<float> exact;
    for (const double sample : sweep(48'000, 3, 0, 3 * 48'000))
        exact.push_back(float(sample));
    const auto [at, difference] = largestDifference(whole, exact);
    QVERIFY2(difference < 1e-3, qPrintable(u"%1 at frame %2"_s.arg(difference).arg(at)));
}

void TestGapless::ratesAndChannelsChangeWithoutAClick()
{
    struct Part
    {
        int rate;
        int channels;
    };
    constexpr int Out = 48'000;
    QList<Track> tracks;
    std::vector<float> expected;
    std::vector<qint64> joins;
    // Each part begins in the sweep where the one before ended, at half-second places that are frames at every rate.
    double second = 0;
    for (const Part part : {Part{44'100, 2}, Part{48'000, 1}, Part{96'000, 2}, Part{32'000, 6}, Part{22'050, 1},
                            Part{88'200, 2}, Part{44'100, 2}}) {
        const auto samples = sweep(part.rate, 4, qint64(second * part.rate), part.rate / 2);
        Pcm pcm = rounded(samples);
        auto exact = sweep(Out, 4, qint64(second * Out), Out / 2);
        QStringList options;
        for (std::size_t i = 0; part.channels == 1 && i < exact.size(); ++i)
            exact[i] = exact[i & ~std::size_t(1)];
        for (std::size_t i = 0; part.channels == 1 && i < pcm.size(); ++i)
            pcm[i] = pcm[i & ~std::size_t(1)];
        if (part.channels == 1) options = {u"-ac"_s, u"1"_s};
        // In 5.1 the front pair carries it.
        if (part.channels == 6) options = {u"-af"_s, u"pan=5.1|FL=c0|FR=c1"_s};
        const QString name = u"mixed-%1.flac"_s.arg(tracks.size());
        QVERIFY(m_files.make(name, pcm, part.rate, options));
        tracks.append({.source = m_files.url(name)});
        for (const double sample : exact)
            expected.push_back(float(sample));
        second += 0.5;
        joins.push_back(qint64(second * Out));
    }
    const auto got = rendered(tracks, Out);
    QCOMPARE(got.size(), expected.size());
    const auto [at, difference] = largestDifference(got, expected);
    QVERIFY2(difference < 5e-3, qPrintable(u"%1 at frame %2"_s.arg(difference).arg(at)));
    joins.pop_back();
    for (const qint64 join : joins)
        QCOMPARE_LE(largestBend(got, join, 100), largestBend(expected, join, 100) + 5e-3);
}

void TestGapless::aCrossfadeKeepsThePower()
{
    constexpr int Rate = 44'100;
    QVERIFY(m_files.make(u"first.flac"_s, music(Rate, 4, 1), Rate));
    QVERIFY(m_files.make(u"second.flac"_s, music(Rate, 4, 2), Rate));
    const auto first = floats(music(Rate, 4, 1));
    const auto second = floats(music(Rate, 4, 2));
    const auto got = rendered(
        {{.source = m_files.url(u"first.flac"_s)}, {.source = m_files.url(u"second.flac"_s), .crossfadeSeconds = 1}},
        Rate);
    QCOMPARE(got.size(), std::size_t(7 * Rate * ChannelCount));
    const auto begin = std::size_t(3 * Rate * ChannelCount);
    const auto length = std::size_t(Rate * ChannelCount);
    QVERIFY(std::equal(got.begin(), got.begin() + std::ptrdiff_t(begin), first.begin()));
    QVERIFY(
        std::equal(got.begin() + std::ptrdiff_t(begin + length), got.end(), second.begin() + std::ptrdiff_t(length)));
    for (std::size_t i = 0; i < length; i += 997) {
        const double angle = (double(i / ChannelCount) + 0.5) / Rate * std::numbers::pi / 2;
        const double exact = first[begin + i] * std::cos(angle) + second[i] * std::sin(angle);
        QVERIFY(std::abs(got[begin + i] - exact) < 1e-6);
    }
}

void TestGapless::noCrossfadeWhereItDoesNotFit()
{
    constexpr int Rate = 48'000;
    QVERIFY(m_files.make(u"long.wav"_s, music(Rate, 5, 1), Rate));
    QVERIFY(m_files.make(u"short.wav"_s, music(Rate, 1, 2), Rate));
    // Twelve seconds asked for: half of the short one is what there is, into it and out of it.
    const auto got = rendered({{.source = m_files.url(u"long.wav"_s)},
                               {.source = m_files.url(u"short.wav"_s), .crossfadeSeconds = 12},
                               {.source = m_files.url(u"long.wav"_s), .crossfadeSeconds = 12}},
                              Rate);
    QCOMPARE(got.size(), std::size_t((5 + 1 + 5 - 1) * Rate * ChannelCount));
}

// Each round has the same frames, from the first to the last; only the 5 ms at its ends are faded.
void TestGapless::aLoopIsExact()
{
    constexpr int Rate = 44'100;
    const Pcm pcm = music(Rate, 4, 1);
    QVERIFY(m_files.make(u"loop.flac"_s, pcm, Rate));
    const Track round{.source = m_files.url(u"loop.flac"_s), .fromMs = 1000, .endMs = 1700};
    const auto got = rendered({round, round, round}, Rate);
    const auto length = std::size_t(Rate * 7 / 10 * ChannelCount);
    QCOMPARE(got.size(), 3 * length);
    const std::size_t ramp = std::size_t(Rate / 200 * ChannelCount);
    const auto samples = floats(pcm);
    for (std::size_t r = 0; r < 3; ++r) {
        const auto part = std::span(got).subspan(r * length + ramp, length - 2 * ramp);
        const auto expected = std::span(samples).subspan(std::size_t(Rate * ChannelCount) + ramp, length - 2 * ramp);
        QVERIFY(std::ranges::equal(part, expected));
    }
}

void TestGapless::tracksThatCannotBePlayedAreLeftOut()
{
    constexpr int Rate = 48'000;
    const Pcm pcm = music(Rate, 0.5, 1);
    QVERIFY(m_files.make(u"good.wav"_s, pcm, Rate));
    QFile text(m_files.path(u"bad.flac"_s));
    QVERIFY(text.open(QIODevice::WriteOnly));
    text.write("This is no music.");
    text.close();
    const Track good{.source = m_files.url(u"good.wav"_s)};
    const Track bad{.source = m_files.url(u"bad.flac"_s)};
    const auto got = rendered({bad, good, bad, good, bad}, Rate);
    auto expected = floats(pcm);
    const auto once = expected;
    expected.insert(expected.end(), once.begin(), once.end());
    QVERIFY(got == expected);

    Renderer renderer(Rate);
    const auto none = renderer.render({bad}, [](std::span<const float>) { return true; });
    QVERIFY(!none);
    QCOMPARE(none.error().code, ErrorCode::Unsupported);
}

QTEST_GUILESS_MAIN(TestGapless)
#include "tst_gapless.moc"

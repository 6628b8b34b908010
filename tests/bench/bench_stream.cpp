// How soon there is sound of what is not on this computer: first sound and a seek to an unfetched place over a line of
// 10 Mbit/s and 50 ms round trip, through a deck; and how many requests a second play costs.
#include "audio_files.h"
#include "fault_server.h"
#include "media/deck.h"
#include "slow_line.h"
#include "streaming/streams.h"
#include "wait_until.h"

#include <QFile>
#include <QTemporaryDir>

using namespace groundswell;
using namespace Qt::StringLiterals;

namespace {

constexpr double BitsPerSecond = 10e6;
constexpr int RoundTripMs = 50;
constexpr int Rate = 44'100;
constexpr double Seconds = 120;
constexpr int Runs = 9;

double msUntil(const std::function<bool()>& done)
{
    return bench::msUntil(done, 60'000);
}

void report(const QString& metric, const std::vector<double>& values, const char* unit)
{
    bench::report("stream", qPrintable(metric), bench::median(values), unit, values.size());
}

/// One format: the server has the same file under any path, so that each run finds an empty cache.
class Bench
{
public:
    Bench(QString format, QByteArray bytes)
        : m_format(std::move(format))
        , m_bytes(std::move(bytes))
        , m_store(store::Store::open(m_folder.filePath(u"media.db"_s), store::mediaSchema()).value())
        , m_streams(*m_store)
    {
        m_streams.trust(url(0));
    }

    void run()
    {
        static_cast<void>(play(0)); // the backend is loaded
        std::vector<double> first, seeks, again, requests;
        for (int i = 1; i <= Runs; ++i) {
            first.push_back(play(i));
            seeks.push_back(msUntilSound(m_deck.seek(++m_serial, qint64(Seconds * 1000) * (40 + 5 * i) / 100)));
        }
        msUntil([&] { return isComplete(Runs); });
        for (int i = 0; i < Runs; ++i) {
            m_server.forget();
            again.push_back(play(Runs));
            requests.push_back(double(m_server.requests().size()));
        }
        report(u"first_sound_"_s + m_format, first, "ms");
        report(u"seek_unfetched_"_s + m_format, seeks, "ms");
        report(u"second_play_"_s + m_format, again, "ms");
        report(u"second_play_requests_"_s + m_format, requests, "");
    }

private:
    [[nodiscard]] QUrl url(int number) const
    {
        return QUrl(u"http://127.0.0.1:%1/%2/x.%3"_s.arg(m_line.port()).arg(number).arg(m_format));
    }
    [[nodiscard]] bool isComplete(int number)
    {
        const auto info = store::ChunkStore(*m_store).info(streaming::storeKeyOf(url(number))).value();
        return info && info->complete();
    }
    [[nodiscard]] double play(int number)
    {
        m_deck.close(); // the line is free again
        return msUntilSound(m_deck.open(url(number), ++m_serial));
    }
    [[nodiscard]] static double msUntilSound(const std::shared_ptr<media::FrameStream>& stream)
    {
        return msUntil([&stream] { return stream->hasSound(); });
    }

    const QString m_format;
    const QByteArray m_bytes;
    test::FaultServer m_server{[this](const test::Request&) {
        return test::Answer{.body = m_bytes, .contentType = "application/octet-stream"};
    }};
    test::SlowLine m_line{m_server.port(), BitsPerSecond, RoundTripMs};
    QTemporaryDir m_folder;
    std::unique_ptr<store::Store> m_store;
    streaming::Streams m_streams;
    media::Deck m_deck{0, &m_streams};
    quint64 m_serial = 0;
};

} // namespace

namespace {

int run()
{
    const media::test::Files files;
    const media::test::Pcm pcm = media::test::music(Rate, Seconds);
    for (const QString& format : {u"flac"_s, u"mp3"_s, u"opus"_s, u"m4a"_s}) {
        const QString name = u"bench."_s + format;
        if (!files.make(name, pcm, Rate)) {
            std::fprintf(stderr, "bench_stream: ffmpeg makes no %s here, so it is left out\n", qPrintable(format));
            continue;
        }
        QFile file(files.path(name));
        if (!file.open(QIODevice::ReadOnly)) bench::stop(u"%1 cannot be read"_s.arg(name));
        Bench(format, file.readAll()).run();
    }
    return 0;
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication app(argc, argv);
    return bench::run("stream", run);
}

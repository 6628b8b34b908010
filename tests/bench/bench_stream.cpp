// How soon there is sound of what is not on this computer: first sound and a seek to an unfetched place over a line of
// 10 Mbit/s and 50 ms round trip, through the decoder that a deck uses; and how many requests a second play costs.
#include "audio_files.h"
#include "fault_server.h"
#include "slow_line.h"
#include "streaming/streams.h"
#include "wait_until.h"

#include <QAudioBuffer>
#include <QAudioBufferOutput>
#include <QFile>
#include <QMediaPlayer>
#include <QTemporaryDir>

#include <atomic>

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

/// A QMediaPlayer as a deck has it: no output, only samples, as fast as they come.
class Decoder
{
public:
    Decoder()
    {
        m_player.setAudioBufferOutput(&m_tap);
        m_player.setPlaybackRate(100);
        QObject::connect(
            &m_tap, &QAudioBufferOutput::audioBufferReceived, &m_tap,
            [this](const QAudioBuffer& buffer) {
                if (buffer.startTime() + buffer.duration() > m_wantedUs) m_heard = true;
            },
            Qt::DirectConnection);
    }
    ~Decoder() { close(); }

    /// Milliseconds to the first sample.
    double open(std::unique_ptr<media::ByteSource> source)
    {
        close();
        m_source = std::move(source);
        m_wantedUs = 0;
        m_heard = false;
        m_player.setSourceDevice(m_source.get());
        m_player.play();
        return msUntil([this] { return m_heard.load(); });
    }
    /// Milliseconds to the sample of that time.
    double seek(qint64 ms)
    {
        m_wantedUs = ms * 1000;
        m_heard = false;
        m_player.setPosition(ms);
        m_player.play();
        return msUntil([this] { return m_heard.load(); });
    }
    void pause() { m_player.pause(); }
    void close()
    {
        if (m_source) m_source->abort();
        m_player.setSource({});
        m_source.reset();
    }

private:
    std::atomic<qint64> m_wantedUs = 0;
    std::atomic_bool m_heard = false;
    std::unique_ptr<media::ByteSource> m_source;
    QAudioBufferOutput m_tap;
    QMediaPlayer m_player;
};

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
            m_decoder.pause();
            seeks.push_back(m_decoder.seek(qint64(Seconds * 1000) * (40 + 5 * i) / 100));
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
        m_decoder.close(); // the line is free again
        return m_decoder.open(m_streams.open(url(number)).value());
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
    Decoder m_decoder;
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

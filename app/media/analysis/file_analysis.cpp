#include "media/analysis/file_analysis.h"

#include "media/analysis/fingerprint.h"
#include "media/analysis/loudness_meter.h"
#include "media/decoding_error.h"
#include "media/sound_reader.h"

#include <QCoreApplication>
#include <QFile>

#include <atomic>
#include <optional>

namespace groundswell::media {

namespace {

/// Takes the blocks as they come. The first one's format is the track's; a file that changes it half way is measured up
/// to there.
class Collector
{
public:
    void add(const SoundBlock& block)
    {
        if (!m_meters) {
            m_rate = block.sampleRate;
            m_channels = block.channels;
            m_meters.emplace(m_rate, m_channels);
        }
        if (block.sampleRate != m_rate || block.channels != m_channels) return;
        m_meters->builder.add(block.samples, m_channels);
        m_meters->loudness.add(block.samples);
        m_meters->fingerprint.add(block.samples);
    }

    /// None when no sound came.
    [[nodiscard]] std::optional<Analysis> finish()
    {
        if (!m_meters || m_meters->builder.frames() == 0) return {};
        return Analysis{.waveform = m_meters->builder.finish(),
                        .detail = m_meters->builder.finishDetail(),
                        .loudness = m_meters->loudness.finish(),
                        .fingerprint = m_meters->fingerprint.finish()};
    }

private:
    struct Meters
    {
        Meters(int rate, int channels)
            : builder(rate)
            , loudness(rate, channels)
            , fingerprint(rate, channels)
        {
        }
        WaveformBuilder builder;
        LoudnessMeter loudness;
        Fingerprinter fingerprint;
    };

    int m_rate = 0;
    int m_channels = 0;
    std::optional<Meters> m_meters;
};

} // namespace

Result<Analysis> analyseFile(const QUrl& source, std::stop_token stop)
{
    QFile file(source.toLocalFile());
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return std::unexpected(decodingError(source, file.errorString()));
    std::atomic<bool> isCancelled = false;
    const std::stop_callback cancel(stop, [&isCancelled] { isCancelled = true; });
    const auto reader = openSound(file, file.fileName(), SoundReader::Channels::All, isCancelled);
    Collector collector;
    while (reader) {
        const auto block = (*reader)->read();
        if (!block) break;
        collector.add(*block);
    }
    if (stop.stop_requested())
        return fail(ErrorCode::Cancelled, QCoreApplication::translate("Analysis", "Measuring the track was stopped."));
    if (reader && (*reader)->hasFailed()) return std::unexpected(brokenOffError(source));
    if (auto analysis = collector.finish()) return *std::move(analysis);
    return std::unexpected(decodingError(source, reader ? QString() : reader.error()));
}

} // namespace groundswell::media

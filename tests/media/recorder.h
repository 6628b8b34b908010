#pragma once

#include "media/dsp/stereo.h"
#include "support/patience.h"

#include <QByteArray>
#include <QProcess>
#include <QString>
#include <QTest>

#include <algorithm>
#include <cstring>
#include <span>
#include <vector>

namespace groundswell::media::test {

/// What a null sink plays, recorded from its monitor by PulseAudio's own parec: stereo floats at 48 kHz.
class Recorder
{
public:
    /// Waits until the first of its silence is here.
    [[nodiscard]] bool start(const QString& sink)
    {
        QObject::connect(&m_process, &QProcess::readyReadStandardOutput, &m_process,
                         [this] { m_heard += m_process.readAllStandardOutput(); });
        m_process.start(QStringLiteral("parec"), {QStringLiteral("-d"), sink + QStringLiteral(".monitor"),
                                                  QStringLiteral("--format=float32le"), QStringLiteral("--rate=48000"),
                                                  QStringLiteral("--channels=2"), QStringLiteral("--latency-msec=50")});
        return m_process.waitForStarted() && groundswell::test::comesTrue([this] { return !m_heard.isEmpty(); });
    }

    /// Waits for half a second of silence behind the last sound, and ends.
    [[nodiscard]] std::vector<float> stop()
    {
        static constexpr qsizetype HalfSecond = 24'000 * ChannelCount * qsizetype(sizeof(float));
        const bool isQuiet = groundswell::test::comesTrue([this] {
            const auto tail = std::span(m_heard).last(std::size_t(std::min(HalfSecond, m_heard.size())));
            return std::ranges::all_of(tail, [](char byte) { return byte == 0; });
        });
        m_process.terminate();
        m_process.waitForFinished();
        if (!isQuiet) return {};
        std::vector<float> samples(std::size_t(m_heard.size()) / sizeof(float));
        std::memcpy(samples.data(), m_heard.constData(), samples.size() * sizeof(float));
        return samples;
    }

private:
    QByteArray m_heard;
    QProcess m_process;
};

/// From the first frame that is not silent to the last one.
inline std::span<const float> withoutSilence(std::span<const float> samples)
{
    const auto isSound = [](float sample) { return sample != 0.0F; };
    const auto first = std::size_t(std::ranges::find_if(samples, isSound) - samples.begin());
    std::size_t last = samples.size();
    while (last > first && !isSound(samples[last - 1]))
        --last;
    const std::size_t begin = first / ChannelCount * ChannelCount;
    const std::size_t end = std::min(samples.size(), (last + ChannelCount - 1) / ChannelCount * ChannelCount);
    return samples.subspan(begin, end - begin);
}

} // namespace groundswell::media::test

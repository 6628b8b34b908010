#include "media/dsp/resampler.h"

#include <QCoreApplication>

#include <algorithm>
#include <numeric>
#include <soxr.h>

namespace groundswell::media {

namespace {

// Fed to libsoxr at most in these portions, so that its buffers never grow beyond what priming made them.
constexpr std::size_t PortionFrames = 1024;
// libsoxr moves what its buffers hold to their beginning after 16 KiB: by then they have their final size.
constexpr qint64 PrimingFrames = 32'768;

} // namespace

void Resampler::Delete::operator()(soxr* resampler) const noexcept
{
    soxr_delete(resampler);
}

Result<Resampler> Resampler::make(int inputRate, int outputRate)
{
    if (isSoundRate(inputRate) && isSoundRate(outputRate)) {
        Resampler resampler(inputRate, outputRate);
        if (inputRate == outputRate || !resampler.copies()) return resampler;
    }
    return fail(ErrorCode::Unsupported,
                QCoreApplication::translate("Resampler", "Sound of %L1 Hz cannot be played at %L2 Hz.")
                    .arg(inputRate)
                    .arg(outputRate));
}

Resampler::Resampler(int inputRate, int outputRate)
    : m_inputRate(inputRate)
    , m_outputRate(outputRate)
{
    clear();
}

void Resampler::clear()
{
    m_consumed = 0;
    m_produced = 0;
    m_toDrop = 0;
    if (m_inputRate == m_outputRate) return;
    const soxr_io_spec_t samples = soxr_io_spec(SOXR_FLOAT32_I, SOXR_FLOAT32_I);
    const soxr_quality_spec_t quality = soxr_quality_spec(SOXR_VHQ, 0);
    const soxr_runtime_spec_t oneThread = soxr_runtime_spec(1);
    m_soxr.reset(soxr_create(m_inputRate, m_outputRate, ChannelCount, nullptr, &samples, &quality, &oneThread));
    if (m_soxr) prime();
}

// Silence goes in before the sound, as many frames as give a whole number of output frames, which are dropped. What
// comes after is the same as without it, and every buffer inside has been used before the first frame that counts.
void Resampler::prime()
{
    m_scratch = std::make_unique<float[]>(PortionFrames * ChannelCount * 2);
    const qint64 common = std::gcd(m_inputRate, m_outputRate);
    const qint64 period = m_inputRate / common; // of these many frames, a whole number comes out
    const qint64 periods = (PrimingFrames + period - 1) / period;
    const qint64 silence = periods * period;
    m_toDrop = periods * (m_outputRate / common);
    const std::span dropped(m_scratch.get() + PortionFrames * ChannelCount, PortionFrames * ChannelCount);
    qint64 given = 0;
    while (given < silence) {
        // Of many sizes, as they come later: how full a buffer gets depends on them.
        const auto portion =
            std::min<std::size_t>(std::size_t(silence - given), 1 + std::size_t(given) * 7 % PortionFrames);
        const Flow flow = step(m_scratch.get(), portion, dropped);
        given += qint64(flow.consumedFrames);
        m_toDrop -= qint64(flow.producedFrames);
    }
}

// One call of libsoxr. It may hold frames that are ready: they are fetched before more is fed.
Flow Resampler::step(const float* in, std::size_t inFrames, std::span<float> out) noexcept
{
    Flow flow;
    const std::size_t room = std::min(out.size() / ChannelCount, PortionFrames);
    if (room == 0) return flow; // libsoxr wants an address, even for nothing
    soxr_process(m_soxr.get(), m_scratch.get(), 0, nullptr, out.data(), room, &flow.producedFrames);
    if (flow.producedFrames == room || inFrames == 0) return flow;
    std::size_t more = 0;
    soxr_process(m_soxr.get(), in, std::min(inFrames, PortionFrames), &flow.consumedFrames,
                 out.data() + flow.producedFrames * ChannelCount, room - flow.producedFrames, &more);
    flow.producedFrames += more;
    return flow;
}

Flow Resampler::process(std::span<const float> in, std::span<float> out) noexcept
{
    const std::size_t inFrames = in.size() / ChannelCount;
    const std::size_t outFrames = out.size() / ChannelCount;
    Flow total;
    if (copies()) {
        const std::size_t frames = std::min(inFrames, outFrames);
        std::copy_n(in.data(), frames * ChannelCount, out.data());
        return {frames, frames};
    }
    const std::span dropped(m_scratch.get() + PortionFrames * ChannelCount, PortionFrames * ChannelCount);
    for (;;) {
        const std::size_t room =
            m_toDrop > 0 ? std::size_t(std::min<qint64>(m_toDrop, PortionFrames)) : outFrames - total.producedFrames;
        const auto into = m_toDrop > 0 ? dropped.first(room * ChannelCount)
                                       : out.subspan(total.producedFrames * ChannelCount, room * ChannelCount);
        const Flow flow = step(in.data() + total.consumedFrames * ChannelCount, inFrames - total.consumedFrames, into);
        total.consumedFrames += flow.consumedFrames;
        if (m_toDrop > 0)
            m_toDrop -= qint64(flow.producedFrames);
        else
            total.producedFrames += flow.producedFrames;
        if (flow == Flow{}) break;
    }
    m_consumed += qint64(total.consumedFrames);
    m_produced += qint64(total.producedFrames);
    return total;
}

// The tail is what silence after the end pushes out, cut at the exact length: the same as libsoxr's own flushing, which
// would allocate.
std::size_t Resampler::finish(std::span<float> out) noexcept
{
    if (copies()) return 0;
    const qint64 consumed = m_consumed;
    const qint64 missing = exactOutput(consumed) - m_produced;
    const auto frames = std::size_t(std::clamp<qint64>(missing, 0, qint64(out.size() / ChannelCount)));
    std::ranges::fill_n(m_scratch.get(), PortionFrames * ChannelCount, 0.0F);
    std::size_t produced = 0;
    while (produced < frames)
        produced += process({m_scratch.get(), PortionFrames * ChannelCount},
                            out.subspan(produced * ChannelCount, (frames - produced) * ChannelCount))
                        .producedFrames;
    m_consumed = consumed;
    return frames;
}

qint64 Resampler::exactOutput(qint64 inputFrames) const noexcept
{
    // Whole seconds first, so that the product stays far from 64 bits.
    const qint64 seconds = inputFrames / m_inputRate;
    const qint64 rest = inputFrames % m_inputRate;
    return seconds * m_outputRate + (2 * rest * m_outputRate + m_inputRate) / (2 * qint64{m_inputRate});
}

} // namespace groundswell::media

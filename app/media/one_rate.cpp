#include "media/one_rate.h"

namespace groundswell::media {

namespace {

constexpr std::size_t PortionFrames = 4096;

} // namespace

std::span<const float> OneRate::add(const SoundBlock& block)
{
    if (block.sampleRate == m_rate) {
        m_resampler.reset();
        return block.samples;
    }
    if (!m_resampler || m_resampler->inputRate() != block.sampleRate) {
        auto made = Resampler::make(block.sampleRate, m_rate);
        if (!made) return {};
        m_resampler = *std::move(made);
    }
    m_samples.clear();
    std::span<const float> in = block.samples;
    for (bool isFull = true; isFull || !in.empty();) {
        const std::size_t before = m_samples.size();
        m_samples.resize(before + PortionFrames * ChannelCount);
        const Flow flow = m_resampler->process(in, std::span(m_samples).subspan(before));
        in = in.subspan(flow.consumedFrames * ChannelCount);
        m_samples.resize(before + flow.producedFrames * ChannelCount);
        isFull = flow.producedFrames == PortionFrames;
    }
    return m_samples;
}

} // namespace groundswell::media

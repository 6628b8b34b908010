#include "media/one_rate.h"

namespace groundswell::media {

namespace {

constexpr std::size_t PortionFrames = 4096;

} // namespace

std::span<const float> OneRate::add(const SoundBlock& block)
{
    m_samples.clear();
    if (m_resampler && m_resampler->inputRate() != block.sampleRate) drain();
    if (block.sampleRate == m_rate) {
        if (m_samples.empty()) return block.samples;
        m_samples.insert(m_samples.end(), block.samples.begin(), block.samples.end());
        return m_samples;
    }
    if (!m_resampler) {
        auto made = Resampler::make(block.sampleRate, m_rate);
        if (!made) return m_samples;
        m_resampler = *std::move(made);
    }
    resample(block.samples);
    return m_samples;
}

std::span<const float> OneRate::finish()
{
    m_samples.clear();
    if (m_resampler) drain();
    return m_samples;
}

void OneRate::drain()
{
    for (std::size_t frames = PortionFrames; frames > 0;) {
        const std::size_t before = m_samples.size();
        m_samples.resize(before + PortionFrames * ChannelCount);
        frames = m_resampler->finish(std::span(m_samples).subspan(before));
        m_samples.resize(before + frames * ChannelCount);
    }
    m_resampler.reset();
}

void OneRate::resample(std::span<const float> in)
{
    for (bool isFull = true; isFull || !in.empty();) {
        const std::size_t before = m_samples.size();
        m_samples.resize(before + PortionFrames * ChannelCount);
        const Flow flow = m_resampler->process(in, std::span(m_samples).subspan(before));
        in = in.subspan(flow.consumedFrames * ChannelCount);
        m_samples.resize(before + flow.producedFrames * ChannelCount);
        isFull = flow.producedFrames == PortionFrames;
    }
}

} // namespace groundswell::media

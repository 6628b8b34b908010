#include "media/dsp/stretcher.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <SoundTouch.h>

namespace groundswell::media {

namespace {

// Fed in these portions, so that what waits inside stays small and of a known size.
constexpr std::size_t PortionFrames = 512;
constexpr double KeptSeconds = 1.0;
constexpr double FadeSeconds = 0.01;

} // namespace

Stretcher::Stretcher(int sampleRate)
    : m_soundTouch(std::make_unique<soundtouch::SoundTouch>())
    , m_kept(std::size_t(KeptSeconds * sampleRate) * ChannelCount)
    , m_keptFrames(m_kept.size() / ChannelCount)
    , m_fade(std::size_t(FadeSeconds * sampleRate) * ChannelCount)
{
    m_soundTouch->setChannels(ChannelCount);
    m_soundTouch->setSampleRate(uint(sampleRate));
    m_soundTouch->setSetting(SETTING_USE_AA_FILTER, 0); // only for changes of pitch
    prime();
    clear();
}

Stretcher::~Stretcher() = default;
Stretcher::Stretcher(Stretcher&&) noexcept = default;
Stretcher& Stretcher::operator=(Stretcher&&) noexcept = default;

// SoundTouch's buffers grow as they are needed and are kept: both ends of the range need the most, each of another one.
void Stretcher::prime()
{
    const std::vector<float> silence(PortionFrames * ChannelCount);
    for (const double speed : {LowestSpeed, HighestSpeed, 1.0}) {
        m_soundTouch->setTempo(speed);
        for (std::size_t given = 0; given < 2 * m_keptFrames; given += PortionFrames) {
            m_soundTouch->putSamples(silence.data(), PortionFrames);
            if (given > m_keptFrames) m_soundTouch->receiveSamples(m_soundTouch->numSamples());
        }
        m_soundTouch->clear();
    }
}

void Stretcher::clear() noexcept
{
    m_soundTouch->clear();
    m_soundTouch->setTempo(m_speed);
    m_mode = m_speed == 1 ? Mode::Copying : Mode::Stretching;
    m_position = 0;
    m_leadFrames = 0;
    m_taken = 0;
    m_next = 0;
}

void Stretcher::setSpeed(double speed) noexcept
{
    const double wanted = std::clamp(speed, LowestSpeed, HighestSpeed);
    if (wanted == m_speed) return;
    if (m_mode == Mode::Stretching) {
        // What is ready was made at the speeds until now.
        const auto frames = ready();
        const auto old = double(std::min(m_leadFrames, frames));
        const double covered = old * m_leadStep + (double(frames) - old) * m_speed;
        m_leadFrames = frames;
        m_leadStep = frames > 0 ? covered / double(frames) : 1;
    } else if (m_mode == Mode::Copying) {
        m_soundTouch->clear();
        m_leadFrames = 0;
        m_mode = Mode::Stretching;
    }
    m_speed = wanted;
    m_soundTouch->setTempo(m_speed);
}

Flow Stretcher::process(std::span<const float> in, std::span<float> out) noexcept
{
    const std::size_t inFrames = in.size() / ChannelCount;
    const std::size_t outFrames = out.size() / ChannelCount;
    Flow flow;
    for (;;) {
        const auto room = out.subspan(flow.producedFrames * ChannelCount);
        const std::size_t given = give(room);
        flow.producedFrames += given;
        if (flow.producedFrames == outFrames) return flow;
        if (given > 0) continue;

        const std::size_t left = inFrames - flow.consumedFrames;
        const auto rest = in.subspan(flow.consumedFrames * ChannelCount, left * ChannelCount);
        if (m_mode == Mode::Stretching && m_next < m_taken) {
            feedKept();
        } else if (left == 0) {
            return flow;
        } else if (m_mode == Mode::Stretching) {
            const std::size_t portion = std::min(left, PortionFrames);
            feed(rest.first(portion * ChannelCount));
            flow.consumedFrames += portion;
        } else {
            const std::size_t frames = std::min(left, outFrames - flow.producedFrames);
            std::copy_n(rest.data(), frames * ChannelCount, room.data());
            m_taken += qint64(frames);
            m_next = m_taken;
            m_position += double(frames);
            flow.consumedFrames += frames;
            flow.producedFrames += frames;
        }
    }
}

// What can be given without more input.
std::size_t Stretcher::give(std::span<float> out) noexcept
{
    if (m_mode == Mode::Stretching && m_speed == 1 && canFade()) startFade();
    switch (m_mode) {
    case Mode::Fading: return giveFade(out);
    case Mode::Copying: return copyKept(out);
    case Mode::Stretching: break;
    }
    if (m_speed == 1 && ready() * ChannelCount < m_fade.size()) return 0; // kept for the fade
    const auto frames = std::size_t(m_soundTouch->receiveSamples(out.data(), uint(out.size() / ChannelCount)));
    advance(frames);
    return frames;
}

std::size_t Stretcher::ready() const noexcept
{
    return m_soundTouch->numSamples();
}

void Stretcher::advance(std::size_t frames) noexcept
{
    const std::size_t old = std::min(frames, m_leadFrames);
    m_leadFrames -= old;
    m_position += double(old) * m_leadStep + double(frames - old) * m_speed;
}

void Stretcher::feed(std::span<const float> in) noexcept
{
    for (std::size_t i = 0; i < in.size(); i += ChannelCount, ++m_taken)
        std::copy_n(&in[i], ChannelCount, &m_kept[std::size_t(m_taken) % m_keptFrames * ChannelCount]);
    m_next = m_taken;
    m_soundTouch->putSamples(in.data(), uint(in.size() / ChannelCount));
}

// Input that was taken while the way back to the original was open, and is wanted stretched after all.
void Stretcher::feedKept() noexcept
{
    const auto at = std::size_t(m_next) % m_keptFrames;
    const std::size_t frames = std::min({std::size_t(m_taken - m_next), m_keptFrames - at, PortionFrames});
    m_soundTouch->putSamples(kept(m_next), uint(frames));
    m_next += qint64(frames);
}

const float* Stretcher::kept(qint64 frame) const noexcept
{
    return &m_kept[std::size_t(frame) % m_keptFrames * ChannelCount];
}

bool Stretcher::canFade() const noexcept
{
    const auto frames = qint64(m_fade.size() / ChannelCount);
    const qint64 from = std::llround(m_position);
    return ready() * ChannelCount >= m_fade.size() && from + frames <= m_taken && m_taken - from < qint64(m_keptFrames);
}

// From the stretched sound to the original at the same place.
void Stretcher::startFade() noexcept
{
    const std::size_t frames = m_fade.size() / ChannelCount;
    m_soundTouch->receiveSamples(m_fade.data(), uint(frames));
    const qint64 from = std::llround(m_position);
    for (std::size_t i = 0; i < frames; ++i) {
        const auto part = float(i + 1) / float(frames + 1);
        const float* const original = kept(from + qint64(i));
        for (std::size_t channel = 0; channel < ChannelCount; ++channel) {
            float& sample = m_fade[i * ChannelCount + channel];
            sample += (original[channel] - sample) * part;
        }
    }
    m_soundTouch->clear();
    m_leadFrames = 0;
    m_position = double(from);
    m_next = from + qint64(frames);
    m_fadeGiven = 0;
    m_mode = Mode::Fading;
}

std::size_t Stretcher::giveFade(std::span<float> out) noexcept
{
    const std::size_t total = m_fade.size() / ChannelCount;
    const std::size_t frames = std::min(total - m_fadeGiven, out.size() / ChannelCount);
    std::copy_n(&m_fade[m_fadeGiven * ChannelCount], frames * ChannelCount, out.data());
    m_fadeGiven += frames;
    m_position += double(frames);
    if (m_fadeGiven == total) m_mode = m_speed == 1 ? Mode::Copying : Mode::Stretching;
    return frames;
}

std::size_t Stretcher::copyKept(std::span<float> out) noexcept
{
    const auto at = std::size_t(m_next) % m_keptFrames;
    const std::size_t frames = std::min({std::size_t(m_taken - m_next), m_keptFrames - at, out.size() / ChannelCount});
    if (frames == 0) return 0;
    std::copy_n(kept(m_next), frames * ChannelCount, out.data());
    m_next += qint64(frames);
    m_position += double(frames);
    return frames;
}

// Silence pushes the rest out; it is cut where the input ends.
std::size_t Stretcher::finish(std::span<float> out) noexcept
{
    static constexpr std::array<float, PortionFrames * ChannelCount> Silence{};
    const std::size_t outFrames = out.size() / ChannelCount;
    std::size_t produced = 0;
    while (produced < outFrames) {
        const double step = m_mode != Mode::Stretching ? 1.0 : m_leadFrames > 0 ? m_leadStep : m_speed;
        const auto missing = std::llround((double(m_taken) - m_position) / step);
        if (missing <= 0) break;
        std::size_t room = std::min(outFrames - produced, std::size_t(missing));
        if (m_mode == Mode::Stretching && m_leadFrames > 0) room = std::min(room, m_leadFrames);
        const std::size_t given = give(out.subspan(produced * ChannelCount, room * ChannelCount));
        produced += given;
        if (given > 0) continue;
        if (m_next < m_taken)
            feedKept();
        else
            m_soundTouch->putSamples(Silence.data(), PortionFrames);
    }
    return produced;
}

} // namespace groundswell::media

#pragma once

#include "media/dsp/stereo.h"

#include <QtTypes>

#include <memory>
#include <span>
#include <vector>

namespace soundtouch {
class SoundTouch;
}

namespace groundswell::media {

/// Plays faster or slower with the pitch kept (SoundTouch: time-domain overlap-add). At speed 1 samples pass bit for
/// bit and without delay, from the beginning or, after another speed, once a cross-fade of 10 ms has led back to the
/// original; a start of another speed goes on from the last sample without a seam.
///
/// The output stands for the input frame by frame: position() tells where, without drift; inside, the sound is up to 50
/// ms before or after it, as it comes in pieces of some 60 ms. Used by one thread at a time; only the constructor
/// allocates (checked by a test).
class Stretcher
{
public:
    static constexpr double LowestSpeed = 0.5;
    static constexpr double HighestSpeed = 2.0;

    explicit Stretcher(int sampleRate);
    ~Stretcher();
    Stretcher(Stretcher&&) noexcept;
    Stretcher& operator=(Stretcher&&) noexcept;

    /// Input frames for one output frame, brought into 0.5 to 2. Takes hold within a tenth of a second.
    void setSpeed(double speed) noexcept;
    [[nodiscard]] double speed() const noexcept { return m_speed; }
    /// Takes and gives as much as fits: it returns when the input is used up or the output is full. At other speeds
    /// than 1 the output comes after some 0.1 s of input. Whole frames, interleaved.
    Flow process(std::span<const float> in, std::span<float> out) noexcept;
    /// After the last input: writes the next frames of the rest and returns their number; 0 once all was given. All
    /// output then is as long as the input asked for at its speeds, to half a frame.
    std::size_t finish(std::span<float> out) noexcept;
    /// Forgets what it holds; the next input is frame 0. Keeps the speed.
    void clear() noexcept;
    /// The input frame that the next output frame stands for, counted from the start or clear().
    [[nodiscard]] double position() const noexcept { return m_position; }

private:
    enum class Mode { Copying, Stretching, Fading };

    void prime();
    [[nodiscard]] std::size_t ready() const noexcept;
    [[nodiscard]] std::size_t give(std::span<float> out) noexcept;
    [[nodiscard]] std::size_t giveFade(std::span<float> out) noexcept;
    [[nodiscard]] std::size_t copyKept(std::span<float> out) noexcept;
    void feed(std::span<const float> in) noexcept;
    void feedKept() noexcept;
    void startFade() noexcept;
    [[nodiscard]] bool canFade() const noexcept;
    void advance(std::size_t frames) noexcept;
    [[nodiscard]] const float* kept(qint64 frame) const noexcept;

    std::unique_ptr<soundtouch::SoundTouch> m_soundTouch;
    Mode m_mode = Mode::Copying;
    double m_speed = 1;
    double m_position = 0;

    // Frames that are ready but were made at an earlier speed, and their step.
    std::size_t m_leadFrames = 0;
    double m_leadStep = 1;

    // The latest input as it came, a ring: the way back to the original.
    std::vector<float> m_kept;
    std::size_t m_keptFrames;  // capacity
    qint64 m_taken = 0;        // all input frames
    qint64 m_next = 0;         // the first that was neither copied nor fed
    std::vector<float> m_fade; // the crossfade, ready to be given
    std::size_t m_fadeGiven = 0;
};

} // namespace groundswell::media

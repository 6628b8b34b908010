#include "demo_swell.h"

#include <QRandomGenerator>

#include <cmath>

using namespace Qt::StringLiterals;

namespace groundswell::ui {

media::Waveform demoWaveform()
{
    QRandomGenerator dice(7);
    media::Waveform wave;
    wave.sampleRate = 44'100;
    wave.frames = 44'100LL * 266;
    for (size_t i = 0; i < wave.peak.size(); ++i) {
        const double t = static_cast<double>(i) / static_cast<double>(wave.peak.size());
        double level = 0.18 + 0.5 * std::min(1.0, t * 2.4) * (0.8 + 0.2 * std::sin(t * 21));
        if (t > 0.42 && t < 0.58) level *= 0.5;
        if (t > 0.75 && t < 0.84) level *= 0.35;
        if (t > 0.97) level *= (1 - t) / 0.03;
        level *= 0.85 + 0.3 * dice.generateDouble();
        wave.peak[i] = static_cast<std::uint8_t>(std::clamp(level * 255, 2.0, 255.0));
        wave.rms[i] = static_cast<std::uint8_t>(std::clamp(level * 80, 1.0, 255.0));
    }
    return wave;
}

std::vector<Lantern> demoLanterns(qint64 durationMs)
{
    QRandomGenerator dice(11);
    std::vector<Lantern> lanterns;
    for (int i = 0; i < 34; ++i) {
        const int likes = static_cast<int>(std::pow(dice.generateDouble(), 3) * 900);
        lanterns.push_back({.id = QString::number(i),
                            .ms = static_cast<qint64>(dice.generateDouble() * static_cast<double>(durationMs)),
                            .likes = likes,
                            .author = u"Tobias Wren"_s,
                            .seed = u"tobias"_s + QString::number(i % 5),
                            .text = u"the bass arrives exactly when the rain would"_s});
    }
    return lanterns;
}

} // namespace groundswell::ui

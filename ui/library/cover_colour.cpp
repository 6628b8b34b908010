#include "ui/library/cover_colour.h"

#include <algorithm>
#include <array>

namespace groundswell::ui {

QColor dominantColour(const QImage& cover)
{
    struct Bin
    {
        float weight = 0, r = 0, g = 0, b = 0;
    };
    if (cover.isNull()) return {};
    const QImage small =
        cover.scaled(24, 24, Qt::IgnoreAspectRatio, Qt::SmoothTransformation).convertToFormat(QImage::Format_RGB32);
    std::array<Bin, 13> bins; // twelve hues and grey
    for (int y = 0; y < small.height(); ++y) {
        for (int x = 0; x < small.width(); ++x) {
            const QColor c = small.pixelColor(x, y);
            const bool grey = c.hsvSaturationF() < 0.15F;
            auto& bin = bins[grey ? 12 : static_cast<size_t>(c.hsvHueF() * 11.99F)];
            // Shadows and paper say little of a cover's colour.
            const float weight = (grey ? 0.08F : 0.1F + c.hsvSaturationF()) * c.valueF() * c.valueF();
            bin.weight += weight;
            bin.r += c.redF() * weight;
            bin.g += c.greenF() * weight;
            bin.b += c.blueF() * weight;
        }
    }
    const auto& top = *std::ranges::max_element(bins, {}, &Bin::weight);
    return QColor::fromRgbF(top.r / top.weight, top.g / top.weight, top.b / top.weight);
}

} // namespace groundswell::ui

#include "media/practice.h"

#include <algorithm>
#include <utility>

namespace groundswell::media {

void Practice::setSpeed(double speed)
{
    speed = std::clamp(speed, Slowest, Fastest);
    if (std::exchange(m_speed, speed) != speed) Q_EMIT speedChanged(speed);
}

void Practice::setLoop(std::optional<Loop> loop)
{
    if (loop && (loop->fromMs < 0 || loop->preRollMs < 0 || loop->toMs - loop->fromMs < ShortestLoopMs)) return;
    if (std::exchange(m_loop, loop) != loop) Q_EMIT loopChanged();
}

} // namespace groundswell::media

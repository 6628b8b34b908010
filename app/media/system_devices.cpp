#include "media/output_devices.h"
#ifdef GROUNDSWELL_PULSE
#include "media/pulse_devices.h"
#else
#include "media/qt_devices.h"
#endif

namespace groundswell::media {

std::unique_ptr<OutputDevices> systemDevices(Mixer& mixer)
{
#ifdef GROUNDSWELL_PULSE
    return std::make_unique<PulseDevices>(mixer);
#else
    return std::make_unique<QtDevices>(mixer);
#endif
}

} // namespace groundswell::media

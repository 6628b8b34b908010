#include "media/output.h"

#include "media/mixer.h"
#include "media/output_devices.h"

#include <algorithm>
#include <chrono>
#include <limits>

using namespace std::chrono_literals;

namespace groundswell::media {

namespace {

constexpr auto SilentPeriod = 20ms;        // about as often as a sound server asks
constexpr double LongestSilentPull = 0.25; // after a suspended computer nothing is made up for
constexpr int MostFailures = 2;
// A device that fetches nothing for so long is stuck.
constexpr auto WatchPeriod = 400ms;
constexpr int TicksPerRetry = 6; // of devices that failed
// The list of devices may take so long at the start: what is played silently until it comes is not heard.
constexpr int PatientTicks = 5;
constexpr auto NotLookedYet = std::numeric_limits<quint64>::max();

} // namespace

Output::Output(Mixer& mixer, std::unique_ptr<OutputDevices> devices, QObject* parent)
    : QObject(parent)
    , m_mixer(mixer)
    , m_devices(std::move(devices))
{
    m_silentTimer.setTimerType(Qt::PreciseTimer);
    m_silentTimer.setInterval(SilentPeriod);
    connect(&m_silentTimer, &QTimer::timeout, this, &Output::pullSilently);
    if (!m_devices) return;
    m_watch.setInterval(WatchPeriod);
    connect(&m_watch, &QTimer::timeout, this, &Output::watch);
    connect(m_devices.get(), &OutputDevices::changed, this, &Output::onDevicesChanged);
    connect(m_devices.get(), &OutputDevices::opened, this, &Output::onOpened);
    connect(m_devices.get(), &OutputDevices::failed, this, &Output::onFailed);
    connect(m_devices.get(), &OutputDevices::underran, this, [this] {
        if (m_running && m_mixer.isPlaying()) Q_EMIT underran();
    });
    m_known = m_devices->list();
}

Output::~Output() = default;

void Output::start()
{
    if (std::exchange(m_running, true)) return;
    m_ticks = 0;
    if (m_devices) m_watch.start();
    open();
}

void Output::stop()
{
    m_running = false;
    m_watch.stop();
    close();
}

void Output::setDevice(const QString& id)
{
    if (std::exchange(m_chosen, id) == id) return;
    m_failures = 0;
    m_gone.clear();
    reopen();
}

QList<OutputDevice> Output::devices() const
{
    return m_known;
}

// The chosen device, else the default one, else any other that works.
std::optional<OutputDevice> Output::wanted() const
{
    auto all = m_known;
    all.removeIf([this](const OutputDevice& device) { return m_gone.contains(device.id); });
    const auto chosen = std::ranges::find(all, m_chosen, &OutputDevice::id);
    if (chosen != all.end()) return *chosen;
    const auto standard = std::ranges::find_if(all, &OutputDevice::isDefault);
    if (standard != all.end()) return *standard;
    return all.isEmpty() ? std::nullopt : std::optional(all.first());
}

// One that fails twice in a row counts as gone.
void Output::countFailure()
{
    if (++m_failures < MostFailures) return;
    m_failures = 0;
    m_gone.insert(m_openId);
}

void Output::open()
{
    if (m_devices && !m_devices->isKnown() && m_ticks < PatientTicks) return; // onDevicesChanged() or watch() goes on
    // At most as many devices as there are can fail.
    for (auto device = wanted(); device; device = wanted()) {
        m_openId = device->id;
        m_fetches = NotLookedYet;
        if (m_devices->open(device->id)) return;
        m_gone.insert(device->id);
    }
    openSilent();
}

// Only when another device is to be used.
void Output::reopen()
{
    const auto device = wanted();
    if (!m_running || (device && device->id == m_openId) || (!device && m_silentTimer.isActive())) return;
    close();
    open();
}

void Output::openSilent()
{
    m_openId.clear();
    m_mixer.setLatency(m_mixer.sampleRate() * qint64(SilentPeriod.count()) / 1000);
    m_silentFrames = 0;
    m_silentClock.start();
    m_silentTimer.start();
    tell({});
}

void Output::close()
{
    m_silentTimer.stop();
    if (m_devices) m_devices->close(); // drops what it holds: the mixer has faded out already
    m_openId.clear();
}

void Output::onDevicesChanged()
{
    m_failures = 0;
    m_gone.clear();
    if (auto now = m_devices->list(); now != m_known) {
        m_known = std::move(now);
        Q_EMIT devicesChanged(m_known);
    }
    reopen();
}

void Output::onOpened(const QString& id)
{
    if (!m_running) return;
    m_openId = id;
    const auto device = std::ranges::find(m_known, id, &OutputDevice::id);
    tell(device != m_known.end() ? *device : OutputDevice{id, id, false});
}

// Play on, silently where nothing else is there. Queued, to leave the device's own call.
void Output::onFailed()
{
    if (!m_running) return;
    countFailure();
    close();
    QMetaObject::invokeMethod(this, &Output::reopen, Qt::QueuedConnection);
}

void Output::watch()
{
    ++m_ticks;
    if (m_openId.isEmpty()) {
        // What failed is tried again now and then; and the list may be late.
        if (m_ticks % TicksPerRetry == 0) m_gone.clear();
        reopen();
        return;
    }
    const quint64 before = std::exchange(m_fetches, m_devices->fetches());
    if (before == NotLookedYet) return; // what it took to fill itself proves nothing
    if (before != m_fetches) {
        m_failures = 0;
        return;
    }
    if (m_mixer.isPlaying()) Q_EMIT underran();
    countFailure();
    close();
    open();
}

void Output::tell(const OutputDevice& device)
{
    if (std::exchange(m_device, device) != device) Q_EMIT deviceChanged(device.id, device.name);
}

void Output::pullSilently()
{
    const double seconds = double(m_silentClock.nsecsElapsed()) * 1e-9;
    const qint64 due = qint64(seconds * m_mixer.sampleRate()) - m_silentFrames;
    m_silentFrames += due;
    const qint64 frames = std::min(due, qint64(LongestSilentPull * m_mixer.sampleRate()));
    if (frames <= 0) return;
    m_silentBuffer.resize(std::size_t(frames * ChannelCount));
    m_mixer.pull(m_silentBuffer);
}

} // namespace groundswell::media

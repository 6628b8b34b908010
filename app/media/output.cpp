#include "media/output.h"

#include "media/mixer.h"
#include "media/mixer_device.h"

#include <QAudioFormat>

#include <algorithm>
#include <chrono>
#include <limits>

using namespace std::chrono_literals;

namespace groundswell::media {

namespace {

// What the device holds: long enough for a busy machine, short enough that a pause is felt at once.
constexpr double BufferSeconds = 0.08;
constexpr auto SilentPeriod = 10ms;
constexpr double LongestSilentPull = 0.25; // after a suspended computer nothing is made up for
constexpr int MostFailures = 2;
// A device that fetches nothing for so long is gone: PulseAudio's sink in Qt 6.8 tells neither that its stream was
// killed nor that a device left.
constexpr auto WatchPeriod = 400ms;
constexpr int TicksPerLook = 3;  // at the list of devices
constexpr int TicksPerRetry = 6; // of a device that failed

} // namespace

Output::Output(Mixer& mixer, OutputKind kind, QObject* parent)
    : QObject(parent)
    , m_mixer(mixer)
    , m_kind(kind)
{
    m_silentTimer.setTimerType(Qt::PreciseTimer);
    m_silentTimer.setInterval(SilentPeriod);
    connect(&m_silentTimer, &QTimer::timeout, this, &Output::pullSilently);
    m_watch.setInterval(WatchPeriod);
    connect(&m_watch, &QTimer::timeout, this, &Output::watch);
    if (kind == OutputKind::DefaultDevice) {
        m_devices = std::make_unique<QMediaDevices>();
        connect(m_devices.get(), &QMediaDevices::audioOutputsChanged, this, &Output::onDevicesChanged);
        m_known = devices();
    }
}

Output::~Output()
{
    if (m_sink) m_sink->disconnect(this);
}

void Output::start()
{
    if (std::exchange(m_running, true)) return;
    if (m_kind == OutputKind::DefaultDevice) m_watch.start();
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
    if (m_running && wanted().id() != m_sinkId) reopen();
}

QList<OutputDevice> Output::devices() const
{
    QList<OutputDevice> result;
    if (m_kind == OutputKind::Silent) return result;
    const auto all = QMediaDevices::audioOutputs();
    for (const QAudioDevice& device : all)
        result.append({QString::fromUtf8(device.id()), device.description(), device.isDefault()});
    return result;
}

// The chosen device, else the default one, else any other that works.
QAudioDevice Output::wanted() const
{
    if (m_kind == OutputKind::Silent) return {};
    auto all = QMediaDevices::audioOutputs();
    all.removeIf([this](const QAudioDevice& device) { return m_gone.contains(device.id()); });
    const auto chosen = std::ranges::find(all, m_chosen.toUtf8(), &QAudioDevice::id);
    if (chosen != all.end()) return *chosen;
    const auto standard = std::ranges::find_if(all, &QAudioDevice::isDefault);
    if (standard != all.end()) return *standard;
    return all.isEmpty() ? QAudioDevice() : all.first();
}

// PulseAudio's devices stay in Qt's list for a while after they left: one that fails twice in a row counts as gone.
void Output::countFailure()
{
    if (++m_failures < MostFailures) return;
    m_failures = 0;
    m_gone.insert(m_sinkId);
}

void Output::open()
{
    // At most as many devices as there are can fail.
    for (QAudioDevice device = wanted(); !device.isNull(); device = wanted()) {
        if (openDevice(device)) return;
        m_gone.insert(device.id());
    }
    openSilent();
}

void Output::reopen()
{
    close();
    open();
}

bool Output::openDevice(const QAudioDevice& device)
{
    QAudioFormat format;
    format.setSampleRate(m_mixer.sampleRate());
    format.setChannelCount(ChannelCount);
    format.setSampleFormat(QAudioFormat::Float);
    if (!device.isFormatSupported(format)) format.setSampleFormat(QAudioFormat::Int16);
    if (!device.isFormatSupported(format)) return false;

    m_source = std::make_unique<MixerDevice>(m_mixer, format.sampleFormat());
    m_sink = std::make_unique<QAudioSink>(device, format);
    m_sink->setBufferSize(format.bytesForDuration(qint64(BufferSeconds * 1e6)));
    m_sinkId = device.id();
    m_fetches = std::numeric_limits<quint64>::max(); // a full period before the first look
    m_sink->start(m_source.get());
    if (m_sink->error() != QtAudio::NoError || m_sink->state() == QtAudio::StoppedState) {
        close();
        return false;
    }
    m_mixer.setLatency(format.framesForBytes(qint32(m_sink->bufferSize())));
    connect(m_sink.get(), &QAudioSink::stateChanged, this, &Output::onSinkStateChanged);
    tell({QString::fromUtf8(device.id()), device.description(), device.isDefault()});
    return true;
}

void Output::openSilent()
{
    m_mixer.setLatency(m_mixer.sampleRate() * qint64(SilentPeriod.count()) / 1000);
    m_silentFrames = 0;
    m_silentClock.start();
    m_silentTimer.start();
    tell({});
}

void Output::close()
{
    m_silentTimer.stop();
    if (m_sink) {
        m_sink->disconnect(this);
        m_sink->reset(); // drops what it holds: the mixer has faded out already
        // Not at once: this may have been called by one of the sink's own signals.
        m_sink.release()->deleteLater();
        m_source.release()->deleteLater();
    }
    m_sinkId.clear();
}

void Output::onDevicesChanged()
{
    m_failures = 0;
    m_gone.clear();
    if (auto now = devices(); now != m_known) {
        m_known = std::move(now);
        Q_EMIT devicesChanged(m_known);
    }
    if (m_running && wanted().id() != m_sinkId) reopen();
}

void Output::watch()
{
    ++m_ticks;
    if (m_ticks % TicksPerLook == 0 && devices() != m_known) {
        onDevicesChanged();
    } else if (m_sink) {
        const bool isStuck = m_source->fetches() == m_fetches;
        m_fetches = m_source->fetches();
        if (!isStuck) {
            m_failures = 0;
            return;
        }
        countFailure();
        if (m_mixer.isPlaying()) Q_EMIT underran();
        reopen();
    } else if (m_ticks % TicksPerRetry == 0) {
        onDevicesChanged();
    }
}

void Output::onSinkStateChanged(QtAudio::State state)
{
    if (!m_running || !m_sink) return;
    if (state == QtAudio::IdleState && m_sink->error() == QtAudio::UnderrunError && m_mixer.isPlaying())
        Q_EMIT underran();
    if (state != QtAudio::StoppedState) return;
    // The device went away under us. Play on, silently where nothing else is there; queued, to leave the sink's own
    // call.
    countFailure();
    close();
    QMetaObject::invokeMethod(
        this,
        [this] {
            if (m_running && !m_sink && !m_silentTimer.isActive()) open();
        },
        Qt::QueuedConnection);
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

#include "media/output.h"

#include "media/mixer.h"
#include "media/mixer_device.h"

#include <QAudioFormat>

#include <algorithm>
#include <chrono>

using namespace std::chrono_literals;

namespace groundswell::media {

namespace {

// What the device holds: long enough for a busy machine, short enough that a pause is felt at once.
constexpr double BufferSeconds = 0.08;
constexpr auto SilentPeriod = 10ms;
constexpr double LongestSilentPull = 0.25; // after a suspended computer nothing is made up for
constexpr int MostFailures = 3;

} // namespace

Output::Output(Mixer& mixer, OutputKind kind, QObject* parent)
    : QObject(parent)
    , m_mixer(mixer)
    , m_kind(kind)
{
    m_silentTimer.setTimerType(Qt::PreciseTimer);
    m_silentTimer.setInterval(SilentPeriod);
    connect(&m_silentTimer, &QTimer::timeout, this, &Output::pullSilently);
    if (kind == OutputKind::DefaultDevice) {
        m_devices = std::make_unique<QMediaDevices>();
        connect(m_devices.get(), &QMediaDevices::audioOutputsChanged, this, &Output::onDevicesChanged);
    }
}

Output::~Output()
{
    if (m_sink) m_sink->disconnect(this);
}

void Output::start()
{
    if (std::exchange(m_running, true)) return;
    open();
}

void Output::stop()
{
    m_running = false;
    close();
}

void Output::open()
{
    if (m_kind == OutputKind::DefaultDevice && m_failures < MostFailures) {
        const QAudioDevice device = QMediaDevices::defaultAudioOutput();
        if (!device.isNull() && openDevice(device)) return;
    }
    openSilent();
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
    m_sink->start(m_source.get());
    if (m_sink->error() != QtAudio::NoError || m_sink->state() == QtAudio::StoppedState) {
        close();
        ++m_failures;
        return false;
    }
    m_mixer.setLatency(format.framesForBytes(qint32(m_sink->bufferSize())));
    connect(m_sink.get(), &QAudioSink::stateChanged, this, &Output::onSinkStateChanged);
    setName(device.description());
    return true;
}

void Output::openSilent()
{
    m_mixer.setLatency(m_mixer.sampleRate() * qint64(SilentPeriod.count()) / 1000);
    m_silentFrames = 0;
    m_silentClock.start();
    m_silentTimer.start();
    setName({});
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
    if (!m_running || QMediaDevices::defaultAudioOutput().id() == m_sinkId) return;
    close();
    open();
}

void Output::onSinkStateChanged(QtAudio::State state)
{
    if (state == QtAudio::ActiveState) m_failures = 0;
    if (state != QtAudio::StoppedState || !m_running || !m_sink) return;
    // The device went away under us. Play on, silently where nothing else is there; queued, to leave the sink's own
    // call.
    ++m_failures;
    close();
    QMetaObject::invokeMethod(
        this,
        [this] {
            if (m_running && !m_sink && !m_silentTimer.isActive()) open();
        },
        Qt::QueuedConnection);
}

void Output::setName(const QString& name)
{
    if (m_name == name) return;
    m_name = name;
    Q_EMIT nameChanged(name);
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

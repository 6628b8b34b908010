#include "media/qt_devices.h"

#include "media/mixer_device.h"

#include <QAudioDevice>
#include <QAudioFormat>

#include <algorithm>

namespace groundswell::media {

QtDevices::QtDevices(Mixer& mixer, QObject* parent)
    : OutputDevices(parent)
    , m_mixer(mixer)
{
    connect(&m_devices, &QMediaDevices::audioOutputsChanged, this, &QtDevices::changed);
}

QtDevices::~QtDevices()
{
    if (m_sink) m_sink->disconnect(this);
}

QList<OutputDevice> QtDevices::list() const
{
    QList<OutputDevice> result;
    const auto all = QMediaDevices::audioOutputs();
    for (const QAudioDevice& device : all)
        result.append({QString::fromUtf8(device.id()), device.description(), device.isDefault()});
    return result;
}

bool QtDevices::open(const QString& id)
{
    close();
    const auto all = QMediaDevices::audioOutputs();
    const auto device = std::ranges::find(all, id.toUtf8(), &QAudioDevice::id);
    if (device == all.end()) return false;
    QAudioFormat format;
    format.setSampleRate(m_mixer.sampleRate());
    format.setChannelCount(ChannelCount);
    format.setSampleFormat(QAudioFormat::Float);
    if (!device->isFormatSupported(format)) format.setSampleFormat(QAudioFormat::Int16);
    if (!device->isFormatSupported(format)) return false;

    m_source = std::make_unique<MixerDevice>(m_mixer, format.sampleFormat());
    m_sink = std::make_unique<QAudioSink>(*device, format);
    m_sink->setBufferSize(format.bytesForDuration(OutputBufferMs * 1000));
    m_sink->start(m_source.get());
    if (m_sink->error() != QtAudio::NoError || m_sink->state() == QtAudio::StoppedState) {
        close();
        return false;
    }
    m_mixer.setLatency(format.framesForBytes(qint32(m_sink->bufferSize())));
    connect(m_sink.get(), &QAudioSink::stateChanged, this, &QtDevices::onStateChanged);
    Q_EMIT opened(id);
    return true;
}

void QtDevices::close()
{
    if (!m_sink) return;
    m_sink->disconnect(this);
    m_sink->reset();
    // Not at once: this may have been called by one of the sink's own signals.
    m_sink.release()->deleteLater();
    m_source.release()->deleteLater();
}

quint64 QtDevices::fetches() const noexcept
{
    return m_source ? m_source->fetches() : 0;
}

void QtDevices::onStateChanged(QtAudio::State state)
{
    if (state == QtAudio::IdleState && m_sink->error() == QtAudio::UnderrunError) Q_EMIT underran();
    if (state != QtAudio::StoppedState) return;
    close();
    Q_EMIT failed();
}

} // namespace groundswell::media

#include "media/pulse_devices.h"

#include "media/mixer.h"

#include <pulse/pulseaudio.h>

#include <algorithm>
#include <chrono>

using namespace std::chrono_literals;

namespace groundswell::media {

namespace {

constexpr auto RetryPeriod = 2s;
constexpr std::size_t FrameBytes = ChannelCount * sizeof(float);

class Lock
{
public:
    explicit Lock(pa_threaded_mainloop* loop)
        : m_loop(loop)
    {
        pa_threaded_mainloop_lock(m_loop);
    }
    Lock(const Lock&) = delete;
    Lock& operator=(const Lock&) = delete;
    ~Lock() { pa_threaded_mainloop_unlock(m_loop); }

private:
    pa_threaded_mainloop* m_loop;
};

// Nothing here waits for an operation's end.
void forget(pa_operation* operation)
{
    if (operation) pa_operation_unref(operation);
}

} // namespace

struct PulseDevices::Callbacks
{
    static PulseDevices& of(void* object) { return *static_cast<PulseDevices*>(object); }

    /// Runs a call in the object's own thread, unless the context or the stream it is about is gone by then.
    template <class Function>
    static void post(PulseDevices& self, quint64 PulseDevices::* age, Function&& function)
    {
        QMetaObject::invokeMethod(
            &self,
            [&self, age, then = self.*age, call = std::forward<Function>(function)] {
                if (self.*age == then) call();
            },
            Qt::QueuedConnection);
    }

    static void contextState(pa_context* context, void* object)
    {
        PulseDevices& self = of(object);
        switch (pa_context_get_state(context)) {
        case PA_CONTEXT_READY:
            pa_context_set_subscribe_callback(context, &Callbacks::serverChanged, object);
            forget(pa_context_subscribe(context,
                                        pa_subscription_mask_t(PA_SUBSCRIPTION_MASK_SINK | PA_SUBSCRIPTION_MASK_SERVER),
                                        nullptr, nullptr));
            forget(pa_context_get_server_info(context, &Callbacks::server, object));
            break;
        case PA_CONTEXT_FAILED:
        case PA_CONTEXT_TERMINATED: post(self, &PulseDevices::m_contextAge, [&self] { self.onServerLost(); }); break;
        default: break;
        }
    }

    // Answers come in the order of the questions, each list as a whole, so that questions may overlap.
    static void serverChanged(pa_context* context, pa_subscription_event_type_t, uint32_t, void* object)
    {
        forget(pa_context_get_server_info(context, &Callbacks::server, object));
    }

    static void server(pa_context* context, const pa_server_info* info, void* object)
    {
        if (!info) return;
        of(object).m_default = QString::fromUtf8(info->default_sink_name);
        forget(pa_context_get_sink_info_list(context, &Callbacks::sink, object));
    }

    static void sink(pa_context*, const pa_sink_info* info, int last, void* object)
    {
        PulseDevices& self = of(object);
        if (last == 0) {
            const QString id = QString::fromUtf8(info->name);
            self.m_arriving.append({id, QString::fromUtf8(info->description), id == self.m_default});
            return;
        }
        const auto list = std::exchange(self.m_arriving, {});
        if (last > 0) post(self, &PulseDevices::m_contextAge, [&self, list] { self.take(list); });
    }

    static void streamState(pa_stream* stream, void* object)
    {
        PulseDevices& self = of(object);
        switch (pa_stream_get_state(stream)) {
        case PA_STREAM_READY:
            self.m_mixer.setLatency(qint64(pa_stream_get_buffer_attr(stream)->tlength / FrameBytes));
            moved(stream, object);
            break;
        case PA_STREAM_FAILED:
        case PA_STREAM_TERMINATED: post(self, &PulseDevices::m_streamAge, [&self] { self.onStreamLost(); }); break;
        default: break;
        }
    }

    static void moved(pa_stream* stream, void* object)
    {
        PulseDevices& self = of(object);
        const QString id = QString::fromUtf8(pa_stream_get_device_name(stream));
        post(self, &PulseDevices::m_streamAge, [&self, id] { Q_EMIT self.opened(id); });
    }

    static void underflow(pa_stream*, void* object)
    {
        PulseDevices& self = of(object);
        post(self, &PulseDevices::m_streamAge, [&self] { Q_EMIT self.underran(); });
    }

    static void write(pa_stream* stream, std::size_t wanted, void* object)
    {
        PulseDevices& self = of(object);
        while (wanted >= FrameBytes) {
            void* data = nullptr;
            std::size_t size = wanted;
            if (pa_stream_begin_write(stream, &data, &size) < 0 || !data) return;
            size = std::min(size, wanted) / FrameBytes * FrameBytes;
            if (size == 0) {
                pa_stream_cancel_write(stream);
                return;
            }
            self.m_mixer.pull({static_cast<float*>(data), size / sizeof(float)});
            if (pa_stream_write(stream, data, size, nullptr, 0, PA_SEEK_RELATIVE) < 0) return;
            wanted -= size;
        }
        self.m_fetches.fetch_add(1, std::memory_order_relaxed);
    }
};

PulseDevices::PulseDevices(Mixer& mixer, QObject* parent)
    : OutputDevices(parent)
    , m_mixer(mixer)
    , m_loop(pa_threaded_mainloop_new())
{
    m_retry.setSingleShot(true);
    m_retry.setInterval(RetryPeriod);
    connect(&m_retry, &QTimer::timeout, this, &PulseDevices::connectServer);
    if (m_loop && pa_threaded_mainloop_start(m_loop) < 0) pa_threaded_mainloop_free(std::exchange(m_loop, nullptr));
    connectServer();
}

PulseDevices::~PulseDevices()
{
    if (!m_loop) return;
    dropServer();
    pa_threaded_mainloop_stop(m_loop);
    pa_threaded_mainloop_free(m_loop);
}

void PulseDevices::connectServer()
{
    if (!m_loop) {
        m_known = true;
        return;
    }
    const Lock lock(m_loop);
    ++m_contextAge;
    m_context = pa_context_new(pa_threaded_mainloop_get_api(m_loop), "Groundswell");
    if (!m_context) return;
    pa_context_set_state_callback(m_context, &Callbacks::contextState, this);
    // What cannot even be tried is told by the state, too.
    (void)pa_context_connect(m_context, nullptr, PA_CONTEXT_NOAUTOSPAWN, nullptr);
}

void PulseDevices::dropServer()
{
    const Lock lock(m_loop);
    dropStream();
    ++m_contextAge;
    m_arriving.clear();
    if (!m_context) return;
    pa_context_set_state_callback(m_context, nullptr, nullptr);
    pa_context_set_subscribe_callback(m_context, nullptr, nullptr);
    pa_context_disconnect(m_context);
    pa_context_unref(std::exchange(m_context, nullptr));
}

// Under the lock.
void PulseDevices::dropStream()
{
    ++m_streamAge;
    if (!m_stream) return;
    pa_stream_set_state_callback(m_stream, nullptr, nullptr);
    pa_stream_set_write_callback(m_stream, nullptr, nullptr);
    pa_stream_set_underflow_callback(m_stream, nullptr, nullptr);
    pa_stream_set_moved_callback(m_stream, nullptr, nullptr);
    pa_stream_disconnect(m_stream);
    pa_stream_unref(std::exchange(m_stream, nullptr));
}

void PulseDevices::onServerLost()
{
    const bool wasOpen = m_stream;
    dropServer();
    m_retry.start();
    m_list.clear();
    m_known = true;
    if (wasOpen) Q_EMIT failed();
    Q_EMIT changed();
}

void PulseDevices::onStreamLost()
{
    close();
    Q_EMIT failed();
}

void PulseDevices::take(const QList<OutputDevice>& list)
{
    if (std::exchange(m_known, true) && list == m_list) return;
    m_list = list;
    Q_EMIT changed();
}

bool PulseDevices::open(const QString& id)
{
    if (!m_loop) return false;
    const Lock lock(m_loop);
    dropStream();
    if (!m_context || pa_context_get_state(m_context) != PA_CONTEXT_READY) return false;
    const pa_sample_spec format{PA_SAMPLE_FLOAT32NE, uint32_t(m_mixer.sampleRate()), ChannelCount};
    m_stream = pa_stream_new(m_context, "Music", &format, nullptr);
    if (!m_stream) return false;
    pa_stream_set_state_callback(m_stream, &Callbacks::streamState, this);
    pa_stream_set_write_callback(m_stream, &Callbacks::write, this);
    pa_stream_set_underflow_callback(m_stream, &Callbacks::underflow, this);
    pa_stream_set_moved_callback(m_stream, &Callbacks::moved, this);
    constexpr auto ByServer = uint32_t(-1);
    const auto bytes = uint32_t(m_mixer.sampleRate() * OutputBufferMs / 1000 * qsizetype(FrameBytes));
    const pa_buffer_attr buffer{ByServer, bytes, ByServer, ByServer, ByServer};
    if (pa_stream_connect_playback(m_stream, id.toUtf8().constData(), &buffer, PA_STREAM_ADJUST_LATENCY, nullptr,
                                   nullptr) == 0)
        return true;
    dropStream();
    return false;
}

void PulseDevices::close()
{
    if (!m_loop) return;
    const Lock lock(m_loop);
    dropStream();
}

} // namespace groundswell::media

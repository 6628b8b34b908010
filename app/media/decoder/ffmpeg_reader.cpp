// The one place that calls FFmpeg. It is a module of its own, loaded when sound is first asked for: see
// sound_reader.cpp.
#include "media/decoder/decoder_module.h"
#include "media/decoder/frame_samples.h"
#include "media/dsp/stereo.h"

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/dict.h>
#include <libavutil/log.h>
#include <libavutil/mem.h>
}

#include <algorithm>
#include <string>
#include <vector>

namespace groundswell::media {

namespace {

constexpr int BufferBytes = 32'768;

/// Frees what one of FFmpeg's functions frees through the address of its pointer.
template <auto Free>
struct Freeing
{
    template <class T>
    void operator()(T* thing) const noexcept
    {
        Free(&thing);
    }
};

struct FreeingIo
{
    void operator()(AVIOContext* io) const noexcept
    {
        av_freep(&io->buffer); // may be another one than it was made with
        avio_context_free(&io);
    }
};

class FfmpegReader final : public SoundReader
{
public:
    FfmpegReader(QIODevice& device, Channels channels, const std::atomic<bool>& isCancelled)
        : m_device(device)
        , m_channels(channels)
        , m_isCancelled(isCancelled)
    {
    }

    /// 0, or FFmpeg's code for what is wrong.
    [[nodiscard]] int open(const char* name);

    [[nodiscard]] qint64 lengthMs() const noexcept override;
    [[nodiscard]] Container container() const noexcept override;
    [[nodiscard]] std::optional<SoundBlock> read() override;
    [[nodiscard]] bool hasFailed() const noexcept override { return m_hasFailed; }
    [[nodiscard]] bool seek(qint64 ms) override;
    [[nodiscard]] bool seekToPacket(qint64 byte, qint64 frame, int packetFrames) override;

private:
    static int readDevice(void* self, uint8_t* bytes, int size);
    static int64_t seekDevice(void* self, int64_t place, int whence);
    static int isCancelled(void* self) { return static_cast<FfmpegReader*>(self)->m_isCancelled ? 1 : 0; }
    void leaveOutPictures();
    [[nodiscard]] int openCodec();
    void findClock();
    [[nodiscard]] bool feed();
    void setTime();
    void forget();
    [[nodiscard]] std::optional<SoundBlock> block();

    QIODevice& m_device;
    const Channels m_channels;
    const std::atomic<bool>& m_isCancelled;
    // The container goes before what it reads by.
    std::unique_ptr<AVIOContext, FreeingIo> m_io;
    std::unique_ptr<AVFormatContext, Freeing<&avformat_close_input>> m_format;
    std::unique_ptr<AVCodecContext, Freeing<&avcodec_free_context>> m_codec;
    std::unique_ptr<AVPacket, Freeing<&av_packet_free>> m_packet{av_packet_alloc()};
    std::unique_ptr<AVFrame, Freeing<&av_frame_free>> m_frame{av_frame_alloc()};
    AVStream* m_stream = nullptr; // the container's
    int64_t m_clockBegin = 0;     // the stream's time of its first frame, in its units
    bool m_hasFailed = false;     // the device, since the last seek
    bool m_isDrained = false;     // the decoder was told that nothing more comes
    int m_packetFrames = 0;       // when packets are counted, which then have no times; else 0
    qint64 m_packetAt = 0;        // the frame of the next one
    std::vector<float> m_samples;
};

int FfmpegReader::readDevice(void* self, uint8_t* bytes, int size)
{
    auto* reader = static_cast<FfmpegReader*>(self);
    if (reader->m_isCancelled) return AVERROR_EXIT;
    const qint64 count = reader->m_device.read(reinterpret_cast<char*>(bytes), size);
    if (count < 0) reader->m_hasFailed = true;
    return count > 0 ? int(count) : count < 0 ? AVERROR(EIO) : AVERROR_EOF;
}

int64_t FfmpegReader::seekDevice(void* self, int64_t place, int whence)
{
    QIODevice& device = static_cast<FfmpegReader*>(self)->m_device;
    if ((whence & AVSEEK_SIZE) != 0) return device.size();
    const int from = whence & ~AVSEEK_FORCE;
    if (from == SEEK_CUR) place += device.pos();
    if (from == SEEK_END) place += device.size();
    return device.seek(place) ? place : AVERROR(EINVAL);
}

// A file must not lead to others, or to an address: what asks for one is refused, and for what asks FFmpeg's own
// protocols there are none.
constexpr auto NoProtocol = "none";
int refuseToOpen(AVFormatContext*, AVIOContext**, const char*, int, AVDictionary**)
{
    return AVERROR(EPERM);
}

/// The decoders of sound that this FFmpeg has, as its lists of names are written.
const std::string& soundDecoders()
{
    static const std::string names = [] {
        std::string list;
        void* place = nullptr;
        while (const AVCodec* codec = av_codec_iterate(&place)) {
            if (codec->type != AVMEDIA_TYPE_AUDIO || av_codec_is_decoder(codec) == 0) continue;
            if (!list.empty()) list += ',';
            list += codec->name;
        }
        return list;
    }();
    return names;
}

int FfmpegReader::open(const char* name)
{
    auto* buffer = static_cast<unsigned char*>(av_malloc(BufferBytes));
    m_io.reset(avio_alloc_context(buffer, BufferBytes, 0, this, &FfmpegReader::readDevice, nullptr,
                                  m_device.isSequential() ? nullptr : &FfmpegReader::seekDevice));
    AVFormatContext* format = avformat_alloc_context();
    if (!m_io || !format || !m_packet || !m_frame) return AVERROR(ENOMEM);
    format->pb = m_io.get();
    format->io_open = refuseToOpen;
    format->interrupt_callback = {.callback = &FfmpegReader::isCancelled, .opaque = this};
    AVDictionary* options = nullptr;
    av_dict_set(&options, "protocol_whitelist", NoProtocol, 0);
    av_dict_set(&options, "codec_whitelist", soundDecoders().c_str(), 0);
    const int opened = avformat_open_input(&format, name, nullptr, &options);
    av_dict_free(&options);
    if (opened < 0) return opened; // the format is freed
    m_format.reset(format);
    leaveOutPictures();
    if (const int code = avformat_find_stream_info(format, nullptr); code < 0) return code;
    return openCodec();
}

// FFmpeg decodes pictures to learn their format, and a small one may claim to be a thousand megapixels. Those that show
// themselves later, in containers without a list of what is in them, have no decoder: see soundDecoders().
void FfmpegReader::leaveOutPictures()
{
    for (unsigned i = 0; i < m_format->nb_streams; ++i) {
        AVStream& stream = *m_format->streams[i];
        if (stream.codecpar->codec_type == AVMEDIA_TYPE_AUDIO) continue;
        stream.codecpar->codec_type = AVMEDIA_TYPE_DATA;
        stream.codecpar->codec_id = AV_CODEC_ID_NONE;
        stream.discard = AVDISCARD_ALL;
    }
}

int FfmpegReader::openCodec()
{
    const AVCodec* codec = nullptr;
    const int index = av_find_best_stream(m_format.get(), AVMEDIA_TYPE_AUDIO, -1, -1, &codec, 0);
    if (index < 0) return index;
    for (unsigned i = 0; i < m_format->nb_streams; ++i) {
        if (int(i) != index) m_format->streams[i]->discard = AVDISCARD_ALL;
    }
    m_stream = m_format->streams[index];
    m_codec.reset(avcodec_alloc_context3(codec));
    if (!m_codec) return AVERROR(ENOMEM);
    if (const int code = avcodec_parameters_to_context(m_codec.get(), m_stream->codecpar); code < 0) return code;
    findClock();
    return avcodec_open2(m_codec.get(), codec, nullptr);
}

// MP3's clock begins with what is cut from it, and Ogg's with what its first page tells; see Decoding. Every other
// one's first frame is the track's.
void FfmpegReader::findClock()
{
    const bool isTold = m_stream->start_time != AV_NOPTS_VALUE && m_stream->start_time > 0;
    if (isTold && container() == Container::Other) m_clockBegin = m_stream->start_time;
}

qint64 FfmpegReader::lengthMs() const noexcept
{
    if (m_stream->duration > 0) return av_rescale_q(m_stream->duration, m_stream->time_base, AVRational{1, 1000});
    return m_format->duration > 0 ? m_format->duration / (AV_TIME_BASE / 1000) : 0;
}

std::optional<SoundBlock> FfmpegReader::read()
{
    while (!m_isCancelled) {
        const int code = avcodec_receive_frame(m_codec.get(), m_frame.get());
        if (code == 0) {
            if (const auto sound = block()) return sound;
        } else if (m_isDrained) {
            return {};
        } else if (!feed()) {
            return {};
        }
    }
    return {};
}

// Where all of a file's Vorbis is in one page, FFmpeg cuts too much from its end.
void keepEnd(const AVPacket& packet)
{
    constexpr std::size_t EndAt = 4; // behind what is cut from the beginning; four bytes each
    std::size_t size = 0;
    uint8_t* cut = av_packet_get_side_data(&packet, AV_PKT_DATA_SKIP_SAMPLES, &size);
    if (cut && size >= EndAt + 4) std::fill_n(cut + EndAt, 4, uint8_t{0});
}

// The next packet into the decoder, or the news that there is none. What it does not understand is left out.
bool FfmpegReader::feed()
{
    while (av_read_frame(m_format.get(), m_packet.get()) == 0) {
        const bool isOurs = m_packet->stream_index == m_stream->index;
        if (isOurs && m_packetFrames > 0) setTime();
        if (isOurs && m_codec->codec_id == AV_CODEC_ID_VORBIS) keepEnd(*m_packet);
        if (isOurs) avcodec_send_packet(m_codec.get(), m_packet.get());
        av_packet_unref(m_packet.get());
        if (isOurs) return true;
        if (m_isCancelled) return false;
    }
    m_isDrained = true;
    return avcodec_send_packet(m_codec.get(), nullptr) == 0;
}

void FfmpegReader::setTime()
{
    m_packet->pts = m_packet->dts =
        av_rescale_q(m_packetAt, AVRational{1, m_stream->codecpar->sample_rate}, m_stream->time_base);
    m_packetAt += m_packetFrames;
}

std::optional<SoundBlock> FfmpegReader::block()
{
    const AVFrame& frame = *m_frame;
    if (frame.nb_samples == 0 || !isSoundRate(frame.sample_rate)) return {};
    const int channels = frameSamples(frame, m_channels, m_samples);
    if (channels == 0) return {};
    SoundBlock sound{.samples = m_samples, .channels = channels, .sampleRate = frame.sample_rate, .frame = {}};
    const int64_t time = frame.pts != AV_NOPTS_VALUE ? frame.pts : frame.best_effort_timestamp;
    if (time != AV_NOPTS_VALUE)
        sound.frame = av_rescale_q(time - m_clockBegin, m_stream->time_base, AVRational{1, frame.sample_rate});
    return sound;
}

SoundReader::Container FfmpegReader::container() const noexcept
{
    const QByteArrayView name(m_format->iformat->name);
    return name == "ogg" ? Container::Ogg : name == "mp3" ? Container::Mp3 : Container::Other;
}

// What was on its way before a seek.
void FfmpegReader::forget()
{
    avcodec_flush_buffers(m_codec.get());
    m_isDrained = m_hasFailed = false;
    m_packetFrames = 0;
}

bool FfmpegReader::seek(qint64 ms)
{
    m_io->error = 0; // of a read that was given up
    const int64_t place = av_rescale_q(std::max<qint64>(0, ms), AVRational{1, 1000}, m_stream->time_base);
    if (av_seek_frame(m_format.get(), m_stream->index, place + m_clockBegin, AVSEEK_FLAG_BACKWARD) < 0) return false;
    forget();
    return true;
}

bool FfmpegReader::seekToPacket(qint64 byte, qint64 frame, int packetFrames)
{
    m_io->error = 0;
    if (av_seek_frame(m_format.get(), m_stream->index, byte, AVSEEK_FLAG_BYTE) < 0) return false;
    forget();
    m_packetFrames = packetFrames;
    m_packetAt = frame;
    return true;
}

} // namespace

} // namespace groundswell::media

extern "C" Q_DECL_EXPORT groundswell::media::SoundReader*
groundswellOpenReader(QIODevice& device, const char* name, groundswell::media::SoundReader::Channels channels,
                      const std::atomic<bool>& isCancelled, std::span<char> problem)
{
    av_log_set_level(AV_LOG_FATAL); // what it thinks of strangers' files
    auto reader = std::make_unique<groundswell::media::FfmpegReader>(device, channels, isCancelled);
    const int code = reader->open(name);
    if (code >= 0) return reader.release();
    av_strerror(code, problem.data(), problem.size());
    return nullptr;
}

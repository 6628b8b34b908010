#include "media/decoding.h"

#include "media/one_rate.h"
#include "media/stream_writer.h"
#include "media/vorbis_length.h"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

namespace groundswell::media {

namespace {

constexpr double RestAboveSeconds = 2.0;
constexpr double CapacitySeconds = 2.7;
// Decoders need some sound before the place asked for: MP3's bit reservoir, Opus' 80 ms (RFC 7845 section 4.6). Where a
// file's index leads astray (FFmpeg cannot find the last part of some FLAC files), the search begins earlier, at last
// at the beginning.
constexpr std::array<qint64, 3> PreRollsMs = {120, 3000, std::numeric_limits<qint64>::max()};
// FFmpeg counts the times in an Ogg page back from its end, which is wrong in a last page that is cut short: begin a
// page before.
constexpr qint64 OggPreRollMs = 1300;

} // namespace

Decoding::Decoding(Source source)
    : m_source(std::move(source))
    , m_bytes(qobject_cast<ByteSource*>(m_source.device.get()))
    , m_trim(m_source.trim)
    , m_thread(QThread::create([this] { run(); }))
{
    m_thread->setObjectName(QStringLiteral("decoding"));
    m_thread->start();
}

Decoding::~Decoding()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_isOver = true;
        if (m_bytes) m_bytes->abort();
    }
    m_told.notify_all();
    m_thread->wait();
}

void Decoding::seek(Job job)
{
    {
        const std::scoped_lock lock(m_mutex);
        m_next = std::move(job);
        if (m_bytes && m_canGoBack) m_bytes->abort();
    }
    m_told.notify_all();
}

void Decoding::goOn()
{
    {
        const std::scoped_lock lock(m_mutex);
        if (!std::exchange(m_isResting, false)) return;
    }
    m_told.notify_all();
}

void Decoding::run()
{
    while (const auto job = nextJob())
        decode(*job);
}

std::optional<Decoding::Job> Decoding::nextJob()
{
    std::unique_lock lock(m_mutex);
    m_told.wait(lock, [this] { return m_isOver || m_next; });
    if (m_isOver) return {};
    if (m_bytes) m_bytes->resume();
    return std::exchange(m_next, std::nullopt);
}

bool Decoding::isLeft()
{
    const std::scoped_lock lock(m_mutex);
    return m_isOver || m_next;
}

void Decoding::decode(const Job& job)
{
    m_hasRested = false;
    const bool isPlace = job.fromMs > 0;
    for (std::size_t attempt = 0; attempt < (isPlace ? PreRollsMs.size() : 1) && !isLeft(); ++attempt) {
        if (!goTo(job, attempt)) continue;
        switch (write(job)) {
        case Outcome::Left: return;
        case Outcome::Found: Q_EMIT ended(job.serial, m_frames, !m_reader->hasFailed()); return;
        case Outcome::NotFound: break;
        }
    }
    if (!isLeft()) Q_EMIT failed(job.serial, m_problem);
}

bool Decoding::goTo(const Job& job, std::size_t attempt)
{
    if (!m_reader && !reopen()) return false;
    if (const qint64 length = m_reader->lengthMs(); length > 0 && attempt == 0) Q_EMIT lengthKnown(job.serial, length);
    if (m_source.device->isSequential()) return m_isAtBeginning = true; // there is no other place
    if (job.fromMs > 0) lookForPackets();
    const bool isOgg = m_reader->container() == SoundReader::Container::Ogg;
    const qint64 begin = m_trim.sampleRate > 0 ? m_trim.begin * 1000 / m_trim.sampleRate : 0;
    const qint64 place = job.fromMs + begin - std::max(PreRollsMs.at(attempt), isOgg ? OggPreRollMs : 0);
    // What a decoder cuts from a beginning (Opus' pre-skip) is not cut again when it seeks there.
    if (place <= 0) return m_isAtBeginning || reopen();
    m_isAtBeginning = false;
    if (attempt == 0 && goToPacket(place)) return true;
    const qint64 length = m_reader->lengthMs();
    return m_reader->seek(length > 0 ? std::min(place, length) : place);
}

// FFmpeg reads MP3 from where it is to the place, all of it, to know the time there.
void Decoding::lookForPackets()
{
    if (m_hasLooked || m_reader->container() != SoundReader::Container::Mp3) return;
    const auto tag = mp3Tag(*m_source.device);
    m_hasLooked = !isLeft(); // else reading was broken off
    if (!tag) return;
    m_packets = tag->packets;
    if (m_trim == TrackTrim{}) m_trim = trimOf(*tag);
}

bool Decoding::goToPacket(qint64 ms)
{
    if (!m_packets) return false;
    const qint64 number = ms * m_trim.sampleRate / 1000 / m_packets->frames;
    const auto byte = findPacket(*m_source.device, *m_packets, number);
    return byte && m_reader->seekToPacket(*byte, number * m_packets->frames, m_packets->frames);
}

bool Decoding::reopen()
{
    QIODevice& device = *m_source.device;
    m_reader.reset();
    if (!device.isSequential() && !device.seek(0)) return false;
    auto reader = openSound(device, m_source.name, SoundReader::Channels::Stereo, m_isOver);
    if (reader)
        m_reader = *std::move(reader);
    else
        m_problem = reader.error();
    m_isAtBeginning = m_reader != nullptr;
    if (m_isAtBeginning && m_reader->container() == SoundReader::Container::Ogg && !device.isSequential())
        m_trim = vorbisLength(device).value_or(TrackTrim{});
    const std::scoped_lock lock(m_mutex);
    m_canGoBack = m_isAtBeginning && !device.isSequential();
    return m_isAtBeginning;
}

bool Decoding::prepare(FrameStream& stream, const Job& job, int sampleRate) const
{
    return stream.prepare(sampleRate, job.fromMs * sampleRate / 1000, std::size_t(CapacitySeconds * sampleRate),
                          m_source.outputRate);
}

// Where the decoder's own times are to be believed only until the place is found: from then on, and from a file's
// beginning on, frames follow each other without a gap.
Decoding::Outcome Decoding::write(const Job& job)
{
    FrameStream& stream = *job.stream;
    std::optional<StreamWriter> writer;
    std::optional<OneRate> rate;
    bool isCounted = std::exchange(m_isAtBeginning, false);
    qint64 next = 0;
    while (const auto block = m_reader->read()) {
        if (isLeft()) return Outcome::Left;
        if (stream.sampleRate() == 0 && !prepare(stream, job, block->sampleRate)) return Outcome::NotFound;
        if (!writer) {
            rate.emplace(stream.sampleRate());
            writer.emplace(job.stream, m_trim);
            if (isCounted) next = beginning(job, *block);
        }
        const qint64 at = isCounted ? next : block->frame.value_or(next);
        if (!isCounted && at < m_trim.atRate(m_trim.begin, block->sampleRate))
            continue; // some of it is before the track
        const auto samples = rate->add(*block);
        writer->add(samples, at);
        next = at + qint64(samples.size() / ChannelCount);
        isCounted = isCounted || stream.hasSound();
        if (double(stream.readable()) > RestAboveSeconds * stream.sampleRate()) rest(job);
    }
    if (isLeft()) return Outcome::Left;
    if (!writer) return Outcome::NotFound;
    if (const auto held = rate->finish(); !held.empty()) writer->add(held, next);
    m_frames = writer->nextFrame();
    return stream.hasSound() || writer->sawBefore() ? Outcome::Found : Outcome::NotFound;
}

// Where the first block of a file stands. What the decoder cut from it, it cut without moving its clock (MP3), or by
// setting it back (Opus); and FFmpeg is wrong about Ogg whose sound fits into one page.
qint64 Decoding::beginning(const Job& job, const SoundBlock& block) const
{
    if (m_source.device->isSequential()) return job.fromMs * block.sampleRate / 1000; // it is what comes next
    const qint64 first = m_trim.atRate(m_trim.begin, block.sampleRate);
    if (m_reader->container() == SoundReader::Container::Ogg) return first;
    const qint64 frame = block.frame.value_or(0);
    return first > 0 && !m_trim.beginIsCut ? frame : std::max(frame, first);
}

void Decoding::rest(const Job& job)
{
    if (!std::exchange(m_hasRested, true)) Q_EMIT rested(job.serial);
    std::unique_lock lock(m_mutex);
    m_isResting = true;
    m_told.wait(lock, [this] { return m_isOver || m_next || !m_isResting; });
    m_isResting = false;
}

} // namespace groundswell::media

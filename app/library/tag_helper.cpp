#include "library/tag_helper.h"

#include "library/file_problem.h"
#include "library/track_bytes.h"

namespace groundswell::library {

namespace {

using namespace std::chrono_literals;

// Tags of a sound file take a millisecond. A disk that has to wake up takes some seconds; no CPU.
constexpr worker::JobLimit Limit{.wall = 20s, .cpu = 10s};
// In flight: less than a pipe holds, so that neither side waits for the other to take what it wrote.
constexpr qsizetype MostBytesAhead = 32'768;
constexpr qsizetype BytesOfMessage = 16;

} // namespace

std::vector<Result<Track>> TagHelper::read(std::span<const QByteArray> nativePaths, std::stop_token stop)
{
    std::vector<Result<Track>> results;
    results.reserve(nativePaths.size());
    std::size_t sent = 0;
    qsizetype ahead = 0;
    while (results.size() < nativePaths.size()) {
        while (sent < nativePaths.size() && (ahead == 0 || ahead + nativePaths[sent].size() < MostBytesAhead)) {
            if (auto started = m_process.send(worker::Job::ReadTags, nativePaths[sent], Limit); !started) {
                results.resize(nativePaths.size(), std::unexpected(started.error()));
                return results;
            }
            ahead += nativePaths[sent++].size() + BytesOfMessage;
        }
        const QByteArray& path = nativePaths[results.size()];
        ahead -= path.size() + BytesOfMessage;
        results.push_back(receive(path, stop));
        if (stop.stop_requested()) {
            results.resize(nativePaths.size(), fail(ErrorCode::Cancelled, {}));
            return results;
        }
        if (m_process.diedReading()) { // what waited behind this file is lost
            sent = results.size();
            ahead = 0;
        }
    }
    return results;
}

Result<Track> TagHelper::readOne(const QByteArray& nativePath, std::stop_token stop)
{
    return read(std::span(&nativePath, 1), std::move(stop)).front();
}

Result<Track> TagHelper::receive(const QByteArray& nativePath, std::stop_token stop)
{
    const auto answer = m_process.receive(Limit, std::move(stop));
    if (!answer) {
        // An error of the file itself has no sentence yet: it is said here, in the person's language.
        if (answer.error().message.isEmpty()) return std::unexpected(reasonFor(nativePath, answer.error().details));
        return std::unexpected(answer.error());
    }
    auto track = trackFromBytes(*answer);
    if (!track) return std::unexpected(reasonFor(nativePath, track.error().details));
    track->nativePath = nativePath;
    return track;
}

} // namespace groundswell::library

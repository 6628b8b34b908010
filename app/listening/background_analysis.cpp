#include "listening/background_analysis.h"

#include "library/track_store.h"

#include <limits>

namespace groundswell::listening {

namespace {

constexpr int TracksAtATime = 64;
constexpr TrackId AboveAll{std::numeric_limits<qint64>::max()};

} // namespace

BackgroundAnalysis::BackgroundAnalysis(const Parts& parts, QObject* parent)
    : QObject(parent)
    , m_parts(parts)
    , m_before(AboveAll)
{
    m_start.setSingleShot(true);
    m_start.callOnTimeout(this, [this] {
        m_waiting.clear();
        m_kind = library::TaggedGain::Absent;
        m_before = AboveAll;
        askNext();
    });
    connect(&m_parts.analyser, &media::TrackAnalyser::finished, this, &BackgroundAnalysis::keep);
    connect(&m_parts.analyser, &media::TrackAnalyser::failed, this, &BackgroundAnalysis::keepFailure);
}

void BackgroundAnalysis::lookThrough(int delayMs)
{
    m_start.start(delayMs);
}

void BackgroundAnalysis::askNext()
{
    if (!m_underWay.isEmpty() || m_asking) return;
    if (!m_waiting.empty()) {
        const library::UnmeasuredTrack next = std::move(m_waiting.front());
        m_waiting.pop_front();
        m_underWay = QUrl::fromLocalFile(next.path);
        m_parts.analyser.request(m_underWay);
        return;
    }
    m_asking = true;
    m_parts.queries.unmeasured(m_kind, m_before, TracksAtATime)
        .then(this, [this](const Result<QList<library::UnmeasuredTrack>>& tracks) {
            m_asking = false;
            if (!tracks) return;
            if (tracks->isEmpty()) {
                if (m_kind == library::TaggedGain::Present) return; // that was all
                m_kind = library::TaggedGain::Present;
                m_before = AboveAll;
                askNext();
                return;
            }
            m_before = tracks->back().id;
            m_waiting.assign(tracks->begin(), tracks->end());
            askNext();
        });
}

void BackgroundAnalysis::onDone(const QUrl& source)
{
    if (source != m_underWay) return;
    m_underWay.clear();
    askNext();
}

void BackgroundAnalysis::keep(const QUrl& source, const media::FileStamp& file, const media::Analysis& analysis)
{
    m_parts.tracks.setMeasured(source.toLocalFile(), {.sizeBytes = file.sizeBytes,
                                                      .modifiedMs = file.modifiedMs,
                                                      .error = {},
                                                      .unreadable = false,
                                                      .loudness = analysis.loudness,
                                                      .fingerprint = analysis.fingerprint,
                                                      .waveform = analysis.waveform.toBytes(),
                                                      .detail = analysis.detail.toBytes()});
    onDone(source);
}

void BackgroundAnalysis::keepFailure(const QUrl& source, const media::FileStamp& file,
                                     const media::AnalysisFailure& failure)
{
    // A file that is away, and a stop, say nothing about the file.
    const bool ofTheFile = failure.error.code == ErrorCode::Corrupt || failure.error.code == ErrorCode::Unsupported;
    if (ofTheFile)
        m_parts.tracks.setMeasured(source.toLocalFile(), {.sizeBytes = file.sizeBytes,
                                                          .modifiedMs = file.modifiedMs,
                                                          .error = failure.error.message,
                                                          .unreadable = failure.readerDied});
    onDone(source);
}

} // namespace groundswell::listening

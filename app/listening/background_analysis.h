#pragma once

#include "library/track_queries.h"
#include "media/analysis/track_analyser.h"

#include <QObject>
#include <QTimer>

#include <deque>

namespace groundswell::library {
class TrackStore;
}

namespace groundswell::listening {

/// Keeps in the library whatever the analyser measures, and has it measure one track after the other: first those whose
/// tags do not say how loud they are, which are played at their level from then on, then the others, for their
/// waveforms and fingerprints. Lives on the GUI thread and touches no file.
class BackgroundAnalysis final : public QObject
{
    Q_OBJECT

public:
    /// All must outlive it.
    struct Parts
    {
        media::TrackAnalyser& analyser;
        const library::TrackQueries& queries;
        library::TrackStore& tracks;
    };

    explicit BackgroundAnalysis(const Parts& parts, QObject* parent = nullptr);

    /// Looks through the library, from the newest track on, once it has been quiet for `delayMs`: when the program
    /// starts, and when tracks came. What was measured, or cannot be, is passed over until its file changes.
    void lookThrough(int delayMs);

private:
    void keep(const QUrl& source, const media::FileStamp& file, const media::Analysis& analysis);
    void keepFailure(const QUrl& source, const media::FileStamp& file, const media::AnalysisFailure& failure);
    void onDone(const QUrl& source);
    void askNext();

    Parts m_parts;
    QTimer m_start;
    bool m_asking = false;
    std::deque<library::UnmeasuredTrack> m_waiting;
    library::TaggedGain m_kind = library::TaggedGain::Absent; // of the tracks that are looked at now
    TrackId m_before{};                                       // those from here on were looked at
    QUrl m_underWay;                                          // asked for by this object
};

} // namespace groundswell::listening

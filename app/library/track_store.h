#pragma once

#include "base/clock.h"
#include "base/error.h"
#include "library/track.h"
#include "store/writer.h"

#include <QFuture>
#include <QObject>
#include <QThreadPool>

#include <functional>
#include <memory>
#include <optional>

namespace groundswell::library {

class TagHelper;

/// What was measured of a file, or why it could not be. The bytes are media/analysis/waveform.h's.
struct Measured
{
    qint64 sizeBytes = 0; ///< of the file when it was measured
    qint64 modifiedMs = 0;
    QString error{};         ///< a sentence; empty when it was measured
    bool unreadable = false; ///< it ended its reader: the track is marked with the error too, until the file changes
    std::optional<media::Loudness> loudness{};
    QString fingerprint{};
    QByteArray waveform{};
    QByteArray detail{};
};

/// Changes to the library that are not a scan's. Lives on the thread that made it; every function returns at once, the
/// future has a value when the change is committed, and changed() follows on this object's thread.
class TrackStore : public QObject
{
    Q_OBJECT

public:
    /// Both must outlive it.
    TrackStore(store::Writer& writer, const Clock& clock, QObject* parent = nullptr);
    ~TrackStore() override;

    /// Remembers a folder to scan; gives its id. Adding it again gives the same.
    [[nodiscard]] QFuture<Result<qint64>> addFolder(const QString& path);
    /// Forgets a folder and its tracks; files are never touched.
    [[nodiscard]] QFuture<Result<void>> removeFolder(qint64 folderId);
    /// Adds or refreshes one file that was opened by itself (its tags are read in a helper process).
    [[nodiscard]] QFuture<Result<TrackId>> addFile(const QString& path);

    /// The village's answer to a match, and why ("recording id", "title, artist and length", ...). What was told of
    /// another song's comments is forgotten.
    QFuture<Result<void>> setSong(TrackId track, SongId song, const QString& evidence);
    /// What words there are for a track.
    QFuture<Result<void>> setWords(TrackId track, WordsFlags words);
    /// How many comments the village has on a track's song. changed() only where it had another number.
    QFuture<Result<void>> setComments(TrackId track, qint64 count);
    /// Another community is asked from now on: what the last one told of its comments is forgotten.
    QFuture<Result<void>> forgetComments();
    /// Counts one play, now.
    QFuture<Result<void>> recordPlay(TrackId track);
    /// Keeps what was measured of the track with this path, if there is one; it is valid until the file changes.
    QFuture<Result<void>> setMeasured(const QString& path, const Measured& measured);
    /// Keeps a value by its name; what the bytes mean is its owner's.
    QFuture<Result<void>> setSetting(const QString& key, const QByteArray& value);
    /// The same with a value that takes long to write down: `make` is called in the writer's thread.
    QFuture<Result<void>> setSetting(const QString& key, std::function<QByteArray()> make);

Q_SIGNALS:
    /// One track's row reads differently now.
    void changed(groundswell::TrackId track);
    /// Tracks or folders came or went.
    void tracksChanged();

private:
    template <class F>
    QFuture<Result<void>> change(TrackId track, F job);

    store::Writer& m_writer;
    const Clock& m_clock;
    std::unique_ptr<TagHelper> m_helper; // of the one thread below
    QThreadPool m_files;                 // reads single files; last, so that none is being read once the rest goes
};

} // namespace groundswell::library

#pragma once

#include "base/error.h"
#include "base/ids.h"
#include "media/dsp/replay_gain.h"
#include "media/play_order.h"

#include <QHash>
#include <QJsonObject>
#include <QList>
#include <QObject>
#include <QUrl>

#include <deque>
#include <optional>
#include <random>
#include <span>

namespace groundswell::media {

/// One place in the queue. The same track may stand in it several times: each place has its own id.
struct QueueEntry
{
    quint64 id = 0;  ///< given by the queue, unique in it and kept across restarts; 0 in an entry not yet added
    TrackId track{}; ///< the library's row, or 0 for a file that is not in it
    QUrl source = {};
    QString title = {};
    QString artist = {};
    qint64 durationMs = 0; ///< as the tags say; 0 when unknown
    QString problem = {};  ///< why it could not be played, one sentence for a person; empty while nothing is wrong
    QString album = {};    ///< the same for all entries of one album, whatever it says; empty: of no album
    ReplayGain gain = {};  ///< as the tags or a measurement say

    bool operator==(const QueueEntry&) const = default;
};

} // namespace groundswell::media

// A list of them is moved by memmove().
Q_DECLARE_TYPEINFO(groundswell::media::QueueEntry, Q_RELOCATABLE_TYPE);

namespace groundswell::media {

/// What the queue does after its last entry.
enum class RepeatMode { Off, All, One };

/// What is shuffled: single entries, or albums whose entries stay together in their order.
enum class ShuffleBy { Tracks, Albums };

/// A change of the queue that can be undone, for the words of a button.
struct QueueChange
{
    enum class Kind { Add, Remove, Move, Replace };
    Kind kind = Kind::Add;
    int count = 0; ///< of the entries added, removed or moved; of those that were there before a Replace

    bool operator==(const QueueChange&) const = default;
};

/// Why the queue moves on: a track that ended by itself is repeated by RepeatMode::One, a skipped one is not.
enum class Advance { Ended, Skipped };

/// Everything that outlives a restart: plain values, kept by whoever owns the profile.
struct QueueState
{
    QList<QueueEntry> entries;
    int currentRow = -1;
    QList<quint64> order; ///< the order of play while shuffled, as entry ids; empty when not shuffled
    RepeatMode repeat = RepeatMode::Off;
    bool shuffle = false;
    ShuffleBy shuffleBy = ShuffleBy::Tracks;
    qint64 positionMs = 0; ///< where in the current entry

    bool operator==(const QueueState&) const = default;

    [[nodiscard]] QJsonObject toJson() const;
    /// Unknown members are ignored; ids that are missing or double are given anew. Error: Corrupt when it is no queue.
    [[nodiscard]] static Result<QueueState> fromJson(const QJsonObject& json);
};

/// What is played, in which order. Rows are the order shown; the order of play differs from it only while shuffled.
/// Changes are told by ranges, before and after, with the meaning of QAbstractItemModel's begin/end functions, so that
/// a model can follow a queue of any length. Lives on the GUI thread; touches no file.
class PlayQueue final : public QObject
{
    Q_OBJECT

public:
    static constexpr qsizetype UndoDepth = 100;

    /// `seed` makes shuffling repeatable in tests.
    explicit PlayQueue(QObject* parent = nullptr, std::uint64_t seed = std::random_device{}());

    [[nodiscard]] int size() const noexcept { return int(m_entries.size()); }
    [[nodiscard]] const QList<QueueEntry>& entries() const noexcept { return m_entries; }
    /// The row being played, or -1.
    [[nodiscard]] int currentRow() const noexcept { return m_current; }
    /// The entry being played; none while currentRow() is -1.
    [[nodiscard]] std::optional<QueueEntry> current() const;
    /// The row of an entry, or -1.
    [[nodiscard]] int rowOf(quint64 id) const;
    [[nodiscard]] RepeatMode repeat() const noexcept { return m_repeat; }
    [[nodiscard]] bool shuffle() const noexcept { return m_shuffle; }
    [[nodiscard]] ShuffleBy shuffleBy() const noexcept { return m_shuffleBy; }

    /// Replaces everything. `currentRow` is where play begins (-1: nowhere yet).
    void set(QList<QueueEntry> entries, int currentRow = -1);
    /// Adds at the end; while shuffled, somewhere among what is still to come.
    void append(QList<QueueEntry> entries);
    /// Adds directly after the current entry, in rows and in the order of play.
    void insertNext(QList<QueueEntry> entries);
    /// Adds before `row` (size() is the end; what is outside counts as the nearer end). While shuffled, directly after
    /// the current entry when that is the place, else somewhere among what is still to come.
    void insert(int row, QList<QueueEntry> entries);
    /// Removes `count` rows from `row` on. When the current entry goes, the one after it becomes current.
    void remove(int row, int count = 1);
    /// Moves `count` rows from `row` to stand before row `destination` (counted before the move; size() is the end).
    void move(int row, int count, int destination);
    /// The latest change that undo() takes back; none when there is nothing to undo.
    [[nodiscard]] std::optional<QueueChange> lastChange() const;
    /// Takes back the latest set(), append(), insertNext(), insert(), remove() or move(), up to the last hundred:
    /// entries come back with their ids. What is being played goes on where it is still in the queue.
    void undo();
    /// Makes a row current and forgets its problem, so that it is tried again. Rows outside are ignored.
    void jump(int row);
    /// The row that advance() would go to, or -1 at the end. Entries with a problem are passed over.
    [[nodiscard]] int peekNext(Advance why) const;
    /// Goes to the next entry that can be played. False at the end: nothing changes then.
    bool advance(Advance why);
    /// Goes to the entry before that can be played. False at the beginning.
    bool goBack();
    void setRepeat(RepeatMode repeat);
    /// Turning it on shuffles all entries with the current one first; each comes once before any comes again.
    void setShuffle(bool on);
    void setShuffleBy(ShuffleBy by);
    /// Marks an entry with the reason why it could not be played (or, when empty, unmarks it).
    void setProblem(quint64 id, const QString& problem);
    /// What became known about an entry's loudness. No change that undo() takes back.
    void setGain(quint64 id, const ReplayGain& gain);

    /// Everything but the position.
    [[nodiscard]] QueueState state() const;
    void restore(QueueState state);

Q_SIGNALS:
    void rowsAboutToBeInserted(int first, int last);
    void rowsInserted(int first, int last);
    void rowsAboutToBeRemoved(int first, int last);
    void rowsRemoved(int first, int last);
    /// `destination` as in QAbstractItemModel::beginMoveRows.
    void rowsAboutToBeMoved(int first, int last, int destination);
    void rowsMoved(int first, int last, int destination);
    void aboutToReset();
    void wasReset();
    void entryChanged(int row);
    /// Another entry, or the same one in another row, is current.
    void currentRowChanged(int row);
    void repeatChanged(RepeatMode repeat);
    void shuffleChanged(bool on);
    void shuffleByChanged(ShuffleBy by);
    /// lastChange() is another one.
    void undoChanged();

private:
    /// What undo() needs to take one change back. The order of play is kept whole: lists are shared until they differ.
    struct Undo
    {
        QueueChange change;
        int row = 0;
        int destination = 0;       // of a move
        QList<QueueEntry> entries; // those removed or replaced
        QList<quint64> order;      // before the change
        quint64 current = 0;       // the id current before it
    };

    void giveIds(QList<QueueEntry>& entries);
    /// Into the order of play directly after the current entry (`next`), or anywhere after it.
    void add(int row, QList<QueueEntry> entries, bool next);
    void insertAt(int row, QList<QueueEntry> entries);
    void removeRows(int row, int count);
    void moveRows(int row, int count, int destination);
    void replace(QList<QueueEntry> entries, int currentRow);
    void remember(QueueChange change, int row = 0, int destination = 0, QList<QueueEntry> entries = {});
    void restoreOrder(QList<quint64> ids);
    void setCurrent(int row);
    void shuffleOrder(quint64 first);
    void rebuildOrder();
    [[nodiscard]] int nextAfterRemoval(int row, int count) const;

    QList<QueueEntry> m_entries;
    mutable QHash<quint64, int> m_rows; // id -> row, rebuilt when a lookup finds it out of date
    int m_current = -1;
    quint64 m_nextId = 1;
    RepeatMode m_repeat = RepeatMode::Off;
    bool m_shuffle = false;
    ShuffleBy m_shuffleBy = ShuffleBy::Tracks;
    std::deque<Undo> m_undo; // the latest at the back
    PlayOrder m_order;       // ids, only while shuffled
    std::mt19937_64 m_random;
};

} // namespace groundswell::media

#pragma once

#include "base/error.h"
#include "community/view.h"
#include "ui/panel/parts/unkept.h"
#include "ui/panel/parts/writer.h"

#include <QObject>

#include <vector>

namespace groundswell::community {
class Village;
}

namespace groundswell::ui {

class Composer;

/// Has on the disk what is typed in a composer, and brings it back: a draft for each account and song, and the comments
/// that are being changed. When somebody else writes, the field is theirs: what stood there stays the former's and is
/// there again with them; what was nobody's is the next one's. What the disk has not taken or refuses stays here: it
/// stands in the field again as soon as its song has that, and is tried again with the next key there and with each
/// flush(). GUI thread; village and composer outlive it, and what is typed until then is kept as it goes.
class ComposerKeeper final : public QObject
{
    Q_OBJECT

public:
    ComposerKeeper(community::Village& village, Composer& composer);
    ~ComposerKeeper() override;

    /// Gives the field to another song. One that was renamed keeps what is being typed in sight.
    void setSong(SongId song);
    /// A comment that was sent from the field is in the outbox: it is no draft any more.
    void sent(const community::CommentDraft& draft);
    /// It could not be sent: it is a draft again, before what was written since.
    void takeBack(const community::CommentDraft& draft);
    /// Begins to change a comment, or goes on with a change that was left.
    void edit(const api::Comment& comment);
    /// Commits what is being typed, and tries again what was refused.
    void flush();

Q_SIGNALS:
    /// Something could not be kept, read or sent; nothing is lost by it.
    void failed(const groundswell::Error& error);
    /// Whose words these are, or where they went, in a quiet line; empty: there is nothing to say any more.
    void told(const QString& line);

private:
    using Place = std::pair<AccountId, SongId>; ///< whose, and beside what
    struct Text
    {
        community::CommentDraft draft;
        bool isWhole = false; ///< the song's other drafts are in it; else it stands beside what the disk has
    };
    void begin();
    void changeWriter();
    void keep(community::CommentDraft draft);
    void offer(const Text& text);
    [[nodiscard]] Text takeUnkept();
    void keepEdit(community::CommentEdit edit);
    void sendEdit(CommentId comment, const QString& text);
    /// Brings what the disk has of this song's draft into the field, to what stands there by then.
    void load(bool withEdit);
    void join(const community::CommentDraft& kept, const QString& known);
    /// `typing`: somebody has begun to write something else meanwhile.
    void loadEdit(bool typing);
    void openEdit(const community::CommentEdit& edit);
    /// The song's comments that are being changed, with what the disk has not taken; the last one first.
    [[nodiscard]] std::vector<community::CommentEdit> newest(std::vector<community::CommentEdit> kept) const;
    [[nodiscard]] bool isInField(SongId song) const;
    [[nodiscard]] bool isInField(const Place& place) const;
    [[nodiscard]] static Place placeOf(const community::CommentDraft& draft);

    community::Village& m_village;
    Composer& m_composer;
    SongId m_song;
    Writer m_writer;
    Unkept<Place, Text> m_unkept; ///< of the song in the field: what it offered last
    Unkept<CommentId, community::CommentEdit> m_unkeptEdits;
    quint64 m_request = 0;
    bool m_isLoading = false;
    bool m_isWhole = false; ///< the field has in it what the disk has; until then neither may take the other's place
};

} // namespace groundswell::ui

#pragma once

#include "library/track.h"
#include "media/play_queue.h"
#include "ui/style/look.h"

#include <QPixmap>
#include <QWidget>

#include <functional>

namespace groundswell::ui {

class EntryCovers;

/// The cover of one song beside its name, as a list would paint it: the library's picture once it is here, a drawn one
/// until then. It grows with the text. GUI thread.
class CoverPicture final : public QWidget
{
    Q_OBJECT

public:
    /// Both outlive it; without `covers` the cover is always drawn. `side` in px at 100 % of the text size.
    CoverPicture(const Look& look, EntryCovers* covers, int side, QWidget* parent = nullptr);

    void setEntry(const media::QueueEntry& entry);
    void setSong(const library::SongName& song, const QString& album);
    /// Nothing is painted until a song is set again.
    void clear();
    [[nodiscard]] bool isClear() const noexcept { return m_seed.isEmpty(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Look& m_look;
    EntryCovers* m_covers;
    QString m_seed; ///< of the drawn cover; empty for nothing
    std::function<QPixmap(int side, double dpr)> m_picture;
};

} // namespace groundswell::ui

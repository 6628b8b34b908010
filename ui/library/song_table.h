#pragma once

#include "library/track_list_model.h"
#include "ui/library/song_place.h"
#include "ui/style/look.h"

#include <QTableView>

#include <optional>

class QMenu;

namespace groundswell::ui {

class CoverPixmaps;
class SongDelegate;
class SongHeader;

/// The list of songs: any number of rows over library::TrackListModel, one delegate, no widget per row. It plays
/// nothing itself: what the person wants is told by signals.
class SongTable final : public QTableView
{
    Q_OBJECT

public:
    SongTable(const Look& look, library::TrackListModel& model, CoverPixmaps& covers, QWidget* parent = nullptr);

    /// The track being played or paused, and whether its sound runs.
    void setPlaying(TrackId track, bool running);
    /// Selected rows from the top, for what is done to several.
    [[nodiscard]] QList<int> selectedRows() const;
    [[nodiscard]] library::TrackIds selectedIds() const;
    /// Takes the keyboard and goes to the first row: at once, or when the rows that were asked for are here.
    void enter();
    /// Whether other rows than those shown were asked for. Enter waits for them, so that it plays what the person asked
    /// for and not what stood there before.
    void setAwaiting(bool awaiting);
    [[nodiscard]] bool isAwaiting() const noexcept { return m_awaiting; }
    /// Scrolls to a track and selects it; false when this list does not have it.
    bool reveal(TrackId track);
    /// Selection and scroll; of a large selection the first hundred.
    [[nodiscard]] SongPlace place() const;
    /// Goes back to a place: at once, or when the rows that were asked for are here.
    void goTo(const SongPlace& place);

    /// What the list can be sorted by, as S opens it; owned by the parent.
    [[nodiscard]] QMenu* makeSortMenu(QWidget* parent);
    [[nodiscard]] QString columnsText() const;
    void setColumnsText(const QString& text);
    void keyboardSearch(const QString&) override {} ///< would look at every row; "/" filters instead

Q_SIGNALS:
    void playRequested(int row);
    /// The play sign of the row that is current already was clicked.
    void toggleRequested();
    void menuRequested(const QPoint& globalPos);
    void playNextRequested();
    void queueRequested();
    /// C: somebody wants to say something about this moment.
    void writeRequested();
    /// "/" was typed: filter this list.
    void filterRequested();
    void columnsChanged();
    /// Something else is selected, or the list was scrolled.
    void placeChanged();

protected:
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    enum class Zone { None, Play, More };
    [[nodiscard]] Zone zoneAt(const QPoint& pos) const;
    [[nodiscard]] QRect rowRect(int row) const;
    void paintRow(QPainter& painter, int row) const;
    void setHovered(int row);
    void findGround();
    void goWhereWanted();
    void updateRow(int row);
    void activate(int row);
    void applyLook();

    const Look& m_look;
    library::TrackListModel& m_model;
    CoverPixmaps& m_covers;
    SongDelegate* m_delegate;
    SongHeader* m_header;
    TrackId m_playing{};
    bool m_running = false;
    int m_hovered = -1;
    int m_pressed = -1;
    QPoint m_pressedAt;
    bool m_mayDrag = false;
    bool m_byKeyboard = false;
    bool m_awaiting = false;
    bool m_firstWanted = false;
    bool m_playWanted = false;
    SongPlace m_place;                 ///< while the model is reset
    std::optional<SongPlace> m_wanted; ///< to go to when the rows are here
};

} // namespace groundswell::ui

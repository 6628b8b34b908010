#pragma once

#include "library/track_list_model.h"
#include "library/track_queries.h"
#include "ui/library/cover_pixmaps.h"
#include "ui/library/library_playback.h"
#include "ui/parts/panel_page.h"
#include "ui/style/look.h"

#include <QWidget>

#include <optional>

class QStackedLayout;

namespace groundswell::ui {

class EmptyState;
class ListHeader;
class SongMenu;
class SongTable;

/// Which songs a page shows and under what name.
struct SongScope
{
    QString kind; ///< the small line: "Your library", "Album by Maren Oake"
    QString title;
    QString seed; ///< for the drawn cover
    QString coverKey;
    library::TrackFilter filter;
    library::TrackOrder order;
    bool isLibrary = false; ///< all there is: the list whose order, selection and scroll are kept
    bool operator==(const SongScope&) const = default;
};

/// A list of songs with its header: the library, an album, an artist, or what was played.
class SongsPage final : public QWidget
{
    Q_OBJECT

public:
    /// All must outlive it.
    struct Parts
    {
        const Look& look;
        const library::TrackQueries& queries;
        media::Player& player;
        CoverPixmaps& covers;
        LibraryPlayback& playback;
    };
    explicit SongsPage(const Parts& parts, QWidget* parent = nullptr);

    void show(const SongScope& scope);
    [[nodiscard]] const SongScope& scope() const noexcept { return m_scope; }
    /// Narrows the list to what matches; an empty text shows all.
    void setFilterText(const QString& text);
    /// Takes the keyboard and goes to the first of the songs that were asked for last.
    void enter();
    /// Plays all that is shown, from the first song.
    void playAll();
    [[nodiscard]] SongTable& table() noexcept { return *m_table; }
    [[nodiscard]] QColor tint() const;
    [[nodiscard]] library::TrackListModel& model() noexcept { return *m_model; }
    /// The library changed.
    void refresh();
    /// How many files of the library could not be read.
    void setUnread(qint64 files);

    /// The library's list as the person left it, as text for the settings; to be put back before it is first shown.
    [[nodiscard]] QString orderText() const;
    [[nodiscard]] QString placeText() const { return m_keptPlace; }
    void setKept(const QString& order, const QString& place);

Q_SIGNALS:
    void addMusicRequested();
    void panelRequested(groundswell::ui::PanelPage page);
    void albumRequested(const QString& album, const QString& artist);
    void artistRequested(const QString& artist);
    void filterRequested();
    /// "Show all": the filter's text shall go.
    void filterCleared();
    /// The library's list is sorted, selected or scrolled otherwise.
    void keptChanged();
    /// The cover's main colour, for the ground of the page.
    void tintChanged(const QColor& tint);

private:
    void connectTable();
    void showMenu(const QPoint& globalPos);
    void showPlaying();
    void showCount();
    void showCovers();
    void keepOrder();
    void keepPlace();
    [[nodiscard]] bool isAnyPlayable(const QList<int>& rows) const;

    Parts m_parts;
    SongScope m_scope;
    library::TrackListModel* m_model;
    ListHeader* m_header;
    SongTable* m_table;
    SongMenu* m_menu;
    EmptyState* m_empty;
    QStackedLayout* m_stack;
    QStringList m_coverKeys;     ///< of the header's picture: one, or four for a mosaic
    QList<qint64> m_shownCovers; ///< keys of the pictures in the header
    QString m_typed;
    qint64 m_unread = 0;
    std::optional<library::TrackOrder> m_keptOrder; ///< of the library's list
    QString m_keptPlace;                            ///< the same
};

} // namespace groundswell::ui

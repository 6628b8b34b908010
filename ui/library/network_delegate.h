#pragma once

#include "ui/style/look.h"

#include <QStyledItemDelegate>
#include <QUrl>

namespace groundswell::ui {

class EntryCovers;

/// Paints a song of the network as the library paints its own: number, cover, title over artist, length, and at the end
/// whether it is kept offline, which a click there changes. A click on the number plays.
class NetworkDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    NetworkDelegate(const Look& look, EntryCovers& covers, QObject* parent);

    /// The source being played or paused (empty: none of them), and whether its sound runs.
    void setPlaying(const QUrl& source, bool running);

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    bool editorEvent(QEvent* event, QAbstractItemModel* model, const QStyleOptionViewItem& option,
                     const QModelIndex& index) override;
    bool helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option,
                   const QModelIndex& index) override;

    /// The free room within a row at either end, in px.
    static constexpr int padding = 12;
    /// From the row's beginning to its cover, and from its length to its end.
    [[nodiscard]] static int coverFrom(const Look& look);
    [[nodiscard]] static int stateWidth();
    /// Where in a row a click keeps the song offline, or does so no more.
    [[nodiscard]] QRect keepPlace(const QRect& row, bool mirrored) const;
    /// Where in a row a click plays.
    [[nodiscard]] QRect playPlace(const QRect& row, bool mirrored) const;

Q_SIGNALS:
    void playClicked(int row);
    void keepClicked(int row);

private:
    struct Row;
    void paintLead(const Row& row) const;
    void paintCover(const Row& row, const QRect& place) const;
    void paintState(const Row& row, const QRect& place) const;

    const Look& m_look;
    EntryCovers& m_covers;
    QUrl m_playing;
    bool m_running = false;
};

} // namespace groundswell::ui

#pragma once

#include "library/track_list_model.h"
#include "ui/style/look.h"

#include <QCache>
#include <QPixmap>
#include <QStyledItemDelegate>

#include <functional>

namespace groundswell::ui {

class CoverPixmaps;

/// How a row stands at the moment of painting; the table knows, the delegate draws.
struct SongRowState
{
    bool hovered = false;
    bool selected = false;
    bool current = false; ///< the track being played or paused
    bool playing = false; ///< its sound is running
};

/// Paints the cells of the song table: design sections 6 and 8. Row backgrounds are the table's.
class SongDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    static constexpr int rowPadding = 12; ///< inner padding at both ends of a row
    [[nodiscard]] static int stateWidth(const Look& look) { return look.px(32) + rowPadding; }

    SongDelegate(const Look& look, CoverPixmaps& covers, QObject* parent);

    /// How the row of an index stands; asked while painting.
    void setRowState(std::function<SongRowState(int row)> rowState) { m_rowState = std::move(rowState); }
    /// Two lines a row, artist under the title.
    void setComfortable(bool comfortable) { m_comfortable = comfortable; }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    bool helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option,
                   const QModelIndex& index) override;

private:
    struct Cell;
    /// Of a placeholder.
    struct Bar
    {
        int width; ///< px at 1x, as all but dpr
        int height;
        int radius;
        QRgb colour;
        double dpr;
        bool operator==(const Bar&) const = default;
        friend size_t qHash(const Bar& bar, size_t seed) noexcept
        {
            return qHashMulti(seed, bar.width, bar.height, bar.radius, bar.colour, bar.dpr);
        }
    };
    void paintBar(const Cell& cell, const QRect& leftToRight, int radius) const;
    void paintLoading(const Cell& cell, int column) const;
    void paintNumber(const Cell& cell) const;
    void paintTitle(const Cell& cell) const;
    void paintText(const Cell& cell, const QString& text, Tone tone) const;
    void paintWords(const Cell& cell) const;
    void paintComments(const Cell& cell, Tone tone) const;
    void paintTime(const Cell& cell) const;
    [[nodiscard]] int coverSide() const;
    [[nodiscard]] QRect wordsPlace(const QRect& cell, int place, bool mirrored) const;

    const Look& m_look;
    CoverPixmaps& m_covers;
    mutable QCache<Bar, QPixmap> m_bars{200};
    std::function<SongRowState(int)> m_rowState;
    bool m_comfortable = false;
};

} // namespace groundswell::ui

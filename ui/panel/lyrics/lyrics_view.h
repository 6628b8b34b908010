#pragma once

#include "ui/panel/lyrics/line_layout.h"
#include "ui/panel/lyrics/line_picture.h"
#include "ui/panel/lyrics/lyric_sheet.h"
#include "ui/parts/text_block.h"

#include <QAbstractScrollArea>
#include <QTimer>
#include <QVariantAnimation>

#include <functional>
#include <vector>

namespace groundswell::ui {

class Look;

/// The words of a song, painted: the line being sung rests at 42 % of the height and its words fill with time. Nothing
/// ticks while the song is paused or the view is hidden; without word timing it wakes once a line. GUI thread.
class LyricsView final : public QAbstractScrollArea
{
    Q_OBJECT

public:
    /// `positionMs` is asked for each frame: the place in the song that is heard now.
    LyricsView(const Look& look, std::function<qint64()> positionMs, QWidget* parent = nullptr);

    void setSheet(LyricSheet sheet);
    [[nodiscard]] const LyricSheet& sheet() const noexcept { return m_sheet; }
    void setRomanisation(bool on);
    /// Further scale of the words alone, in per cent: 80 to 160.
    void setTextPercent(int percent);
    /// Whether the position moves on by itself.
    void setPlaying(bool playing);
    /// After a seek or a new track: looks at the position at once.
    void followNow();

    /// The line being sung, or -1.
    [[nodiscard]] int activeLine() const noexcept { return m_active; }
    /// The line that the keyboard is at, or -1.
    [[nodiscard]] int currentLine() const noexcept { return m_current; }
    /// Whether a timer runs, so that a test can see that nothing ticks.
    [[nodiscard]] bool isTicking() const noexcept
    {
        return m_clock.isActive() || m_move.state() == QAbstractAnimation::Running;
    }
    /// Where a line stands in the viewport now.
    [[nodiscard]] QRect lineRect(int line) const;

Q_SIGNALS:
    void seekRequested(qint64 ms);
    /// The count beside a line: its comments are wanted.
    void commentsRequested(qint64 fromMs, qint64 toMs);
    void commentHereRequested(qint64 atMs, groundswell::LineId line);
    void correctRequested(groundswell::LineId line);
    void translateRequested(groundswell::LineId line);
    void activeLineChanged(int line);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void changeEvent(QEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;

private:
    static constexpr int above = 8; ///< px around a line's block
    static constexpr int below = 9;
    static constexpr int fadeHeight = 40;

    struct Setting ///< one line in one size
    {
        LineLayout line;
        TextBlock translation;
        qreal height = 0;
    };
    struct Block
    {
        std::unique_ptr<Setting> small;
        std::unique_ptr<Setting> large; ///< made when the line is first sung
        LinePicture smallPicture;       ///< while the lines move
        LinePicture largePicture;       ///< while the line grows, is sung or shrinks
    };

    void relayout();
    [[nodiscard]] std::unique_ptr<Setting> makeSetting(int line, bool large) const;
    Setting& large(int line);
    /// 0 = small, 1 = large: how far the line has grown.
    [[nodiscard]] double growth(int line) const;
    [[nodiscard]] qreal blockHeight(int line) const;
    [[nodiscard]] qreal blockTop(int line) const;
    [[nodiscard]] int lineAtY(int viewportY) const;
    [[nodiscard]] QRectF countRect(int line, qreal top) const;
    [[nodiscard]] qreal countWidth(int line) const;
    [[nodiscard]] qreal textWidth() const;
    [[nodiscard]] int sidePadding() const;
    void paintBlock(QPainter& painter, int line, qreal top, const QRect& dirty);
    /// Paint a line's words and translation with the block's top at y = 0: letter by letter, or by its pictures.
    void paintSetting(QPainter& painter, const Setting& setting, const QColor& words, const QColor& translation) const;
    void paintMoving(QPainter& painter, int line);
    void paintLarge(QPainter& painter, int line);
    void paintCount(QPainter& painter, int line, qreal top);
    /// The words of a line are sung until here at a moment; with reduced motion a word is sung whole.
    [[nodiscard]] qint64 sungUntil(const LineLayout& line, qint64 ms) const;
    /// What is painted anew when the filled part of the active line becomes another one, in the viewport.
    [[nodiscard]] QRect changedPart(const QRectF& before, const QRectF& now) const;
    void updateScrollRange();
    void scrollToLine(int line, bool animated);
    [[nodiscard]] int restingPlace(int line) const;
    void tick();
    void setActive(int line, bool animated);
    void schedule(qint64 nowMs);
    void stopTicking();
    [[nodiscard]] bool mayTick() const;
    void activateLine(int line);
    void setCurrent(int line);
    void copyLine(int line) const;

    const Look& m_look;
    std::function<qint64()> m_positionMs;
    LyricSheet m_sheet;
    std::vector<Block> m_blocks;
    QList<QList<RomanColumn>> m_romans;
    QTimer m_clock;
    QTimer m_heldByHand; ///< runs after a scroll by hand; following goes on when it ends
    QVariantAnimation m_move;
    double m_grown = 1; ///< growth of the active line; the former one has the rest
    int m_active = -1;
    int m_former = -1;
    int m_current = -1;
    int m_hovered = -1;
    int m_textPercent = 100;
    int m_scrollFrom = 0;
    QRectF m_fill;        ///< what is filled of the word being sung, in its line
    qint64 m_shownMs = 0; ///< the place in the song that is shown
    qint64 m_mostComments = 0;
    bool m_synced = false;
    bool m_romanisation = true;
    bool m_playing = false;
    bool m_scrollingOurselves = false;
};

} // namespace groundswell::ui

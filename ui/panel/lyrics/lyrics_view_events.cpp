// The part of LyricsView that is seen and touched: painting, mouse, keys and menu.

#include "ui/panel/lyrics/lyrics_view.h"

#include "ui/style/look.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QMenu>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

namespace groundswell::ui {

using namespace Qt::StringLiterals;

// ------------------------------------------------------------------ painting

void LyricsView::paintEvent(QPaintEvent* event)
{
    QPainter painter(viewport());
    const Theme& theme = m_look.theme();
    painter.fillRect(event->rect(), theme.bgPanel);
    painter.setRenderHint(QPainter::Antialiasing);
    qreal top = 12 - verticalScrollBar()->value();
    for (int i = 0; i < int(m_blocks.size()) && top < viewport()->height(); ++i) {
        const qreal height = blockHeight(i);
        if (QRectF(0, top, viewport()->width(), height).intersects(event->rect()))
            paintBlock(painter, i, top, event->rect());
        top += height;
    }
    const QRect edge(0, viewport()->height() - fadeHeight, viewport()->width(), fadeHeight);
    if (verticalScrollBar()->value() < verticalScrollBar()->maximum() && edge.intersects(event->rect())) {
        QLinearGradient fade(edge.topLeft(), edge.bottomLeft());
        fade.setColorAt(0, faded(theme.bgPanel, 0));
        fade.setColorAt(1, theme.bgPanel);
        painter.fillRect(edge, fade);
    }
}

void LyricsView::paintBlock(QPainter& painter, int index, qreal top, const QRect& dirty)
{
    const Theme& theme = m_look.theme();
    const bool isLarge = growth(index) > 0;
    const bool moves = !isLarge && m_move.state() == QAbstractAnimation::Running;
    painter.save();
    painter.translate(0, top);
    if (isLarge)
        paintLarge(painter, index);
    else if (moves)
        paintMoving(painter, index);
    else
        paintSetting(painter, *m_blocks.at(size_t(index)).small, theme.textLyric, theme.textSecondary);
    painter.restore();
    if (!moves && countRect(index, top).intersects(dirty)) paintCount(painter, index, top);
    const bool keyboard = index == m_current && hasFocus();
    if (index == m_hovered || keyboard) {
        const QRectF box(m_look.px(8), top + 2, viewport()->width() - m_look.px(16), blockHeight(index) - 4);
        painter.setPen(keyboard ? QPen(theme.lineFocus, 2) : Qt::NoPen);
        painter.setBrush(index == m_hovered ? theme.fillHover : QColor(Qt::transparent));
        painter.drawRoundedRect(keyboard ? box.adjusted(1, 1, -1, -1) : box, 6, 6);
        painter.setBrush(Qt::NoBrush);
    }
}

void LyricsView::paintSetting(QPainter& painter, const Setting& setting, const QColor& words,
                              const QColor& translation) const
{
    const qreal x = sidePadding();
    setting.line.draw(painter, {x, above}, words, m_look.theme().textSecondary);
    painter.setPen(translation);
    setting.translation.draw(painter, {x, above + setting.line.height()});
}

void LyricsView::paintMoving(QPainter& painter, int index)
{
    const Theme& theme = m_look.theme();
    Block& block = m_blocks.at(size_t(index));
    const QSizeF size(viewport()->width(), block.small->height);
    block.smallPicture.prepare(size, devicePixelRatioF(), theme.bgPanel, false, [&](QPainter& picture, bool) {
        paintSetting(picture, *block.small, theme.textLyric, theme.textSecondary);
        paintCount(picture, index, 0);
    });
    block.smallPicture.draw(painter, {{0, 0}, size}, {});
}

void LyricsView::paintLarge(QPainter& painter, int index)
{
    const Theme& theme = m_look.theme();
    const Setting& setting = large(index);
    const LineLayout& line = setting.line;
    const bool active = index == m_active;
    const bool fills = active && line.hasWords();
    std::vector<QRectF> sung;
    if (fills) sung = line.sungParts(sungUntil(line, m_shownMs));
    const qreal x = sidePadding();
    for (QRectF& part : sung)
        part.translate(x, above);
    const QSizeF size(viewport()->width(), setting.height);
    LinePicture& picture = m_blocks.at(size_t(index)).largePicture;
    picture.prepare(size, devicePixelRatioF(), theme.bgPanel, !sung.empty(), [&](QPainter& painted, bool isSung) {
        const QColor& unsung = active && !fills ? theme.textLyricActive : theme.textLyric;
        paintSetting(painted, setting, isSung ? theme.tideLyric : unsung,
                     active ? theme.textLyricActive : theme.textSecondary);
    });

    // A growing line is its large setting drawn smaller, so that nothing is laid out while it moves; what is below the
    // words keeps its size.
    const double scale = (20 + 3 * growth(index)) / 23;
    const qreal wordsEnd = above + line.height();
    const qreal edge = m_sheet.document.lines.at(index).text.isRightToLeft() ? x + textWidth() : x;
    painter.setRenderHint(QPainter::SmoothPixmapTransform, scale != 1);
    painter.save();
    painter.translate(0, line.height() * (scale - 1));
    picture.draw(painter, {0, wordsEnd, size.width(), size.height() - wordsEnd}, {});
    painter.restore();
    painter.translate(edge, above);
    painter.scale(scale, scale);
    painter.translate(-edge, -above);
    picture.draw(painter, {0, 0, size.width(), wordsEnd}, sung);
    const QRectF fill = fills && m_look.duration(1) > 0 ? line.filledPart(m_shownMs) : QRectF();
    if (!fill.isEmpty())
        painter.fillRect(QRectF(x + fill.left(), above + fill.bottom() - 1, fill.width(), 2), theme.tideLyric);
}

QRectF LyricsView::countRect(int line, qreal top) const
{
    const qreal height = m_look.type().line(Type::LyricTranslation);
    return {viewport()->width() - sidePadding() - countWidth(line), top + blockHeight(line) - below - height,
            countWidth(line), height};
}

void LyricsView::paintCount(QPainter& painter, int index, qreal top)
{
    const qint64 count = m_sheet.commentCounts.value(m_sheet.document.lines.at(index).id);
    if (count <= 0) return;
    const Theme& theme = m_look.theme();
    const QRectF rect = countRect(index, top);
    const QString text = locale().toString(count);
    painter.setFont(m_look.type().tabular(Type::Caption));
    painter.setPen(theme.textSecondary);
    painter.drawText(rect, Qt::AlignRight | Qt::AlignAbsolute | Qt::AlignVCenter, text);
    const qreal radius = count * 10 >= m_mostComments * 6 ? 3.4 : count * 10 >= m_mostComments * 2 ? 2.6 : 2;
    const qreal x = rect.right() - painter.fontMetrics().horizontalAdvance(text) - 4 - 3.4;
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.lanternMark);
    painter.drawEllipse(QPointF(x, rect.center().y()), radius, radius);
    painter.setBrush(Qt::NoBrush);
}

// ------------------------------------------------------------------ events

void LyricsView::resizeEvent(QResizeEvent* event)
{
    QAbstractScrollArea::resizeEvent(event);
    if (event->size().width() != event->oldSize().width())
        relayout();
    else
        scrollToLine(m_active, false);
}

void LyricsView::showEvent(QShowEvent* event)
{
    QAbstractScrollArea::showEvent(event);
    followNow();
}

void LyricsView::hideEvent(QHideEvent* event)
{
    QAbstractScrollArea::hideEvent(event);
    stopTicking();
    m_heldByHand.stop();
}

void LyricsView::changeEvent(QEvent* event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::WindowStateChange || event->type() == QEvent::ActivationChange) tick();
}

void LyricsView::wheelEvent(QWheelEvent* event)
{
    QAbstractScrollArea::wheelEvent(event);
    m_heldByHand.start();
}

void LyricsView::scrollContentsBy(int, int)
{
    if (!m_scrollingOurselves) m_heldByHand.start();
    viewport()->update();
}

void LyricsView::mouseMoveEvent(QMouseEvent* event)
{
    const int line = lineAtY(qRound(event->position().y()));
    const bool onCount =
        line >= 0 && countRect(line, lineRect(line).top()).adjusted(-6, -4, 6, 4).contains(event->position());
    viewport()->setCursor(line >= 0 && (onCount || m_sheet.document.lines.at(line).startMs) ? Qt::PointingHandCursor
                                                                                            : Qt::ArrowCursor);
    if (line != m_hovered) {
        m_hovered = line;
        viewport()->update();
    }
}

void LyricsView::leaveEvent(QEvent*)
{
    m_hovered = -1;
    viewport()->update();
}

void LyricsView::mouseReleaseEvent(QMouseEvent* event)
{
    const int line = lineAtY(qRound(event->position().y()));
    if (event->button() != Qt::LeftButton || line < 0) return;
    const lyrics::Line& clicked = m_sheet.document.lines.at(line);
    if (clicked.startMs && countWidth(line) > 0 &&
        countRect(line, lineRect(line).top()).adjusted(-6, -4, 6, 4).contains(event->position())) {
        Q_EMIT commentsRequested(*clicked.startMs, lineEnd(m_sheet, line).value_or(*clicked.startMs));
        return;
    }
    activateLine(line);
}

void LyricsView::activateLine(int line)
{
    const auto start = m_sheet.document.lines.at(line).startMs;
    if (!start) return;
    m_heldByHand.stop();
    Q_EMIT seekRequested(*start);
}

void LyricsView::setCurrent(int line)
{
    if (m_blocks.empty()) return;
    m_current = std::clamp(line, 0, int(m_blocks.size()) - 1);
    const QRect rect = lineRect(m_current);
    if (rect.top() < 0 || rect.bottom() > viewport()->height() - fadeHeight)
        verticalScrollBar()->setValue(restingPlace(m_current));
    m_heldByHand.start();
    const lyrics::Line& current = m_sheet.document.lines.at(m_current);
    setAccessibleDescription(u"%1\n%2"_s.arg(current.text, m_sheet.translation.value(current.id)));
    viewport()->update();
}

void LyricsView::focusInEvent(QFocusEvent* event)
{
    QAbstractScrollArea::focusInEvent(event);
    const bool byKeyboard = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason ||
                            event->reason() == Qt::ShortcutFocusReason;
    if (byKeyboard && m_current < 0) setCurrent(std::max(0, m_active)); // the keyboard is seen somewhere
}

void LyricsView::keyPressEvent(QKeyEvent* event)
{
    const int from = m_current >= 0 ? m_current : m_active;
    switch (event->key()) {
    case Qt::Key_Down: setCurrent(from + 1); break;
    case Qt::Key_Up: setCurrent(from - 1); break;
    case Qt::Key_Home: setCurrent(0); break;
    case Qt::Key_End: setCurrent(int(m_blocks.size()) - 1); break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_current >= 0) activateLine(m_current);
        break;
    default:
        if (event->matches(QKeySequence::Copy) && from >= 0)
            copyLine(from);
        else
            QAbstractScrollArea::keyPressEvent(event);
    }
}

void LyricsView::copyLine(int line) const
{
    const lyrics::Line& copied = m_sheet.document.lines.at(line);
    const QString translation = m_sheet.translation.value(copied.id);
    QApplication::clipboard()->setText(translation.isEmpty() ? copied.text : copied.text + u'\n' + translation);
}

void LyricsView::contextMenuEvent(QContextMenuEvent* event)
{
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    const int line = byKey ? (m_current >= 0 ? m_current : m_active) : lineAtY(event->pos().y());
    if (line < 0) return;
    const lyrics::Line& chosen = m_sheet.document.lines.at(line);
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (chosen.startMs) {
        menu->addAction(m_look.icon(u"play"_s), tr("Play from here"), this, [this, line] { activateLine(line); });
        menu->addAction(m_look.icon(u"comment"_s), tr("Comment here"), this,
                        [this, at = *chosen.startMs, id = chosen.id] { Q_EMIT commentHereRequested(at, id); });
    }
    menu->addAction(m_look.icon(u"copy"_s),
                    m_sheet.translation.contains(chosen.id) ? tr("Copy with translation") : tr("Copy"), this,
                    [this, line] { copyLine(line); });
    menu->addAction(m_look.icon(u"edit"_s), tr("Improve"), this,
                    [this, id = chosen.id] { Q_EMIT correctRequested(id); });
    menu->addAction(m_look.icon(u"translate"_s), tr("Translate this line"), this,
                    [this, id = chosen.id] { Q_EMIT translateRequested(id); });
    menu->popup(byKey ? viewport()->mapToGlobal(lineRect(line).center()) : event->globalPos());
}

} // namespace groundswell::ui

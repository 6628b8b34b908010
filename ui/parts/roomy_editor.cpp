#include "ui/parts/roomy_editor.h"

#include <QMouseEvent>
#include <QPlainTextDocumentLayout>
#include <QTextBlock>

#include <algorithm>
#include <cmath>

namespace groundswell::ui {

/// Lays lines out as its base does, and moves them apart.
class RoomyEditor::Lines final : public QPlainTextDocumentLayout
{
public:
    using QPlainTextDocumentLayout::QPlainTextDocumentLayout;

    void setLineHeight(int px)
    {
        if (px == m_px) return;
        m_px = px;
        requestUpdate();
    }

    [[nodiscard]] qreal stepOf(const QTextLine& line) const { return std::max<qreal>(m_px, line.height()); }

    [[nodiscard]] QRectF blockBoundingRect(const QTextBlock& block) const override
    {
        QRectF around = QPlainTextDocumentLayout::blockBoundingRect(block); // breaks the lines where nobody has yet
        if (!block.isValid() || !block.isVisible()) return around;
        const QTextLayout& lines = *block.layout();
        qreal top = 0;
        qreal bottom = 0;
        for (int i = 0; i < lines.lineCount(); ++i) {
            QTextLine line = lines.lineAt(i);
            line.setPosition({line.x(), top});
            bottom = top + line.height();
            top += stepOf(line);
        }
        const bool last = !block.next().isValid();
        around.setHeight(last ? bottom + document()->documentMargin() : top);
        return around;
    }

private:
    int m_px = 0;
};

RoomyEditor::RoomyEditor(QWidget* parent)
    : QPlainTextEdit(parent)
{
    auto* roomy = new QTextDocument(this);
    m_lines = new Lines(roomy);
    roomy->setDocumentLayout(m_lines);
    setDocument(roomy);
}

void RoomyEditor::setLineHeight(int px)
{
    m_lines->setLineHeight(px);
}

int RoomyEditor::lines() const
{
    int count = 0;
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next()) {
        (void)m_lines->blockBoundingRect(block);
        count += std::max(1, block.layout()->lineCount());
    }
    return count;
}

int RoomyEditor::heightOf(int lines) const
{
    const QTextLine first = document()->begin().layout()->lineAt(0);
    const qreal own = first.isValid() ? first.height() : fontMetrics().height();
    const qreal step = first.isValid() ? m_lines->stepOf(first) : own;
    return static_cast<int>(std::ceil(own + (lines - 1) * step));
}

QMouseEvent RoomyEditor::onLine(const QMouseEvent& event) const
{
    QPointF at = event.position();
    for (QTextBlock block = firstVisibleBlock(); block.isValid(); block = block.next()) {
        const QRectF place = blockBoundingGeometry(block).translated(contentOffset());
        if (at.y() >= place.bottom() || block.layout()->lineCount() == 0) continue;
        for (int i = 0; i < block.layout()->lineCount(); ++i) {
            const QTextLine line = block.layout()->lineAt(i);
            const qreal middle = place.top() + line.y() + line.height() / 2;
            if (std::abs(at.y() - middle) > m_lines->stepOf(line) / 2) continue;
            at.setY(middle);
            break;
        }
        break;
    }
    return {event.type(),          at,
            event.scenePosition(), event.globalPosition(),
            event.button(),        event.buttons(),
            event.modifiers(),     event.pointingDevice()};
}

void RoomyEditor::mousePressEvent(QMouseEvent* event)
{
    QMouseEvent onto = onLine(*event);
    QPlainTextEdit::mousePressEvent(&onto);
    event->setAccepted(onto.isAccepted());
}

void RoomyEditor::mouseMoveEvent(QMouseEvent* event)
{
    QMouseEvent onto = onLine(*event);
    QPlainTextEdit::mouseMoveEvent(&onto);
    event->setAccepted(onto.isAccepted());
}

void RoomyEditor::mouseReleaseEvent(QMouseEvent* event)
{
    QMouseEvent onto = onLine(*event);
    QPlainTextEdit::mouseReleaseEvent(&onto);
    event->setAccepted(onto.isAccepted());
}

void RoomyEditor::mouseDoubleClickEvent(QMouseEvent* event)
{
    QMouseEvent onto = onLine(*event);
    QPlainTextEdit::mouseDoubleClickEvent(&onto);
    event->setAccepted(onto.isAccepted());
}

} // namespace groundswell::ui

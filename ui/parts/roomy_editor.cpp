#include "ui/parts/roomy_editor.h"

#include <QMimeData>
#include <QMouseEvent>
#include <QPlainTextDocumentLayout>
#include <QTextBlock>
#include <QUrl>

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
    // Each line by itself: one with letters of another script may be higher than its neighbours.
    qreal height = fontMetrics().height();
    qreal step = height;
    qreal top = 0;
    const int asked = std::max(1, lines);
    int left = asked;
    for (QTextBlock block = document()->begin(); block.isValid() && left > 0; block = block.next()) {
        (void)m_lines->blockBoundingRect(block);
        for (int i = 0; i < block.layout()->lineCount() && left > 0; ++i, --left) {
            const QTextLine line = block.layout()->lineAt(i);
            step = m_lines->stepOf(line);
            height = top + line.height();
            top += step;
        }
    }
    const int missing = left == asked ? left - 1 : left;             // an empty text has a line, too
    return static_cast<int>(std::ceil(height + missing * step)) + 1; // with less, QPlainTextEdit scrolls
}

bool RoomyEditor::canInsertFromMimeData(const QMimeData* source) const
{
    const auto urls = source->urls();
    return !std::ranges::any_of(urls, &QUrl::isLocalFile) && QPlainTextEdit::canInsertFromMimeData(source);
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

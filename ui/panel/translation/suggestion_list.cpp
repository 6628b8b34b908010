#include "ui/panel/translation/suggestion_list.h"

#include "ui/style/look.h"
#include "ui/style/mirrored.h"
#include "ui/style/own_direction.h"

#include <QMouseEvent>
#include <QPainter>

namespace groundswell::ui {

using namespace Qt::StringLiterals;

SuggestionList::SuggestionList(const Look& look, QWidget* parent)
    : QWidget(parent)
    , m_look(look)
{
    setMouseTracking(true);
    setAccessibleName(tr("Suggestions"));
}

int SuggestionList::rowHeight() const
{
    return m_look.px(30);
}

QSize SuggestionList::sizeHint() const
{
    return {200, m_suggestions.empty() ? 0 : int(m_suggestions.size()) * rowHeight() + 8};
}

void SuggestionList::setSuggestions(std::vector<Suggestion> suggestions)
{
    if (suggestions == m_suggestions) return;
    m_suggestions = std::move(suggestions);
    QStringList spoken;
    for (const Suggestion& suggestion : m_suggestions)
        spoken.append(u"%1 %2"_s.arg(suggestion.keys, suggestion.text));
    setAccessibleDescription(spoken.join(u", "_s));
    setFixedHeight(sizeHint().height());
    setVisible(!m_suggestions.empty());
    updateGeometry();
    update();
}

void SuggestionList::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_look.theme().fillHover);
    painter.drawRoundedRect(rect(), 6, 6);
    for (size_t i = 0; i < m_suggestions.size(); ++i)
        paintOne(painter, m_suggestions[i], QRectF(4, 4 + qreal(i) * rowHeight(), width() - 8, rowHeight()),
                 int(i) == m_hovered);
}

void SuggestionList::paintOne(QPainter& painter, const Suggestion& suggestion, const QRectF& row, bool hovered) const
{
    const Theme& theme = m_look.theme();
    if (hovered) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.fillHover);
        painter.drawRoundedRect(row, 4, 4);
    }
    painter.setBrush(Qt::NoBrush);
    const auto place = [&](qreal left, qreal width) {
        return mirrored(layoutDirection(), row, {left, row.top(), width, row.height()});
    };
    const bool spelling = suggestion.kind == Suggestion::Kind::Spelling;
    const QColor tone = spelling ? theme.stateFailed : suggestion.percent >= 85 ? theme.tideBase : theme.textSecondary;
    m_look.icons().paint(painter, place(row.left() + 10, 16), spelling ? u"spell"_s : u"memory"_s, tone, 16);
    painter.setFont(m_look.type().font(Type::Small, 12, 600));
    painter.setPen(tone);
    painter.drawText(place(row.left() + 36, m_look.px(44)), Qt::AlignLeft | Qt::AlignVCenter,
                     inOwnDirection(spelling ? tr("Spell") : tr("%1 %").arg(suggestion.percent), layoutDirection()));

    painter.setFont(m_look.font(Type::Caption));
    const qreal capWidth = painter.fontMetrics().horizontalAdvance(suggestion.keys) + 12;
    const QRectF cap(row.right() - capWidth - 6, row.center().y() - 9, capWidth, 18);
    painter.setPen(QPen(theme.lineStrong, 1));
    painter.setBrush(theme.fillControl);
    const QRectF seenCap = mirrored(layoutDirection(), row, cap);
    painter.drawRoundedRect(seenCap, 4, 4);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(theme.textSecondary);
    painter.drawText(seenCap, Qt::AlignCenter, suggestion.keys);
    const qreal originWidth = painter.fontMetrics().horizontalAdvance(suggestion.origin) + 4;
    painter.drawText(place(cap.left() - 8 - originWidth, originWidth), Qt::AlignRight | Qt::AlignVCenter,
                     inOwnDirection(suggestion.origin, layoutDirection()));

    qreal x = row.left() + 36 + m_look.px(50);
    const qreal right = cap.left() - originWidth - 20;
    if (spelling) {
        QFont struck = m_look.font(Type::Body);
        struck.setStrikeOut(true);
        painter.setFont(struck);
        painter.setPen(theme.textTertiary);
        painter.drawText(place(x, right - x), Qt::AlignLeft | Qt::AlignVCenter,
                         inOwnDirection(suggestion.replaced, layoutDirection()));
        x += painter.fontMetrics().horizontalAdvance(suggestion.replaced) + 8;
        painter.setFont(m_look.font(Type::Strong));
    } else {
        painter.setFont(m_look.font(Type::Body, languageOfScript(suggestion.text)));
    }
    painter.setPen(hovered || spelling ? theme.textPrimary : theme.textSecondary);
    painter.drawText(place(x, right - x), Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(inOwnDirection(suggestion.text, layoutDirection()),
                                                      Qt::ElideRight, int(right - x)));
}

void SuggestionList::mouseMoveEvent(QMouseEvent* event)
{
    m_hovered = int((event->position().y() - 4) / rowHeight());
    setCursor(Qt::PointingHandCursor);
    update();
}

void SuggestionList::leaveEvent(QEvent*)
{
    m_hovered = -1;
    update();
}

void SuggestionList::mouseReleaseEvent(QMouseEvent* event)
{
    const int index = int((event->position().y() - 4) / rowHeight());
    if (event->button() == Qt::LeftButton && index >= 0 && index < int(m_suggestions.size())) Q_EMIT chosen(index);
}

} // namespace groundswell::ui

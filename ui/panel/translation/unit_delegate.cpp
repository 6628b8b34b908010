#include "ui/panel/translation/unit_delegate.h"

#include "ui/panel/parts/when_text.h"
#include "ui/panel/translation/spell_service.h"
#include "ui/panel/translation/unit_geometry.h"
#include "ui/style/look.h"

#include <QPainter>
#include <QPainterPath>
#include <QTextLayout>

namespace groundswell::ui {

using namespace Qt::StringLiterals;

void paintSquiggle(QPainter& painter, qreal left, qreal right, qreal y, const QColor& colour)
{
    QPainterPath wave({left, y});
    bool up = true;
    for (qreal x = left; x < right; x += 3) {
        wave.quadTo(x + 1.5, y + (up ? -2 : 2), x + 3, y);
        up = !up;
    }
    painter.setPen(QPen(colour, 1.2));
    painter.drawPath(wave);
}

UnitDelegate::UnitDelegate(const Look& look, TranslationModel& model, SpellService& spelling, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_look(look)
    , m_model(model)
    , m_spelling(spelling)
{
}

void UnitDelegate::setOpenRow(int row, int height)
{
    m_open = row;
    m_openHeight = height;
}

void UnitDelegate::setWidth(int width)
{
    m_stacked = UnitColumns::forWidth(width).stacked;
}

QSize UnitDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const
{
    return {200, index.row() == m_open ? m_openHeight : m_look.px(m_stacked ? 58 : 37)};
}

void UnitDelegate::paintText(QPainter& painter, const QRectF& rect, int row) const
{
    const Theme& theme = m_look.theme();
    const QString text = m_model.text(row);
    const QString lang = m_model.document().lang;
    const QFont font = m_look.font(Type::Body, lang);
    const QFontMetricsF metrics(font);
    painter.setFont(font);
    if (text.isEmpty()) {
        painter.setPen(theme.textTertiary);
        painter.drawText(rect, Qt::AlignLeft | Qt::AlignVCenter, tr("Press Enter to begin this line"));
        return;
    }
    const QString shown = metrics.elidedText(QString(text).replace(u'\n', u' '), Qt::ElideRight, rect.width());
    const bool rightToLeft = text.isRightToLeft();
    QTextLayout layout(shown, font);
    QTextOption option(rightToLeft ? Qt::AlignRight : Qt::AlignLeft);
    option.setTextDirection(rightToLeft ? Qt::RightToLeft : Qt::LeftToRight);
    option.setWrapMode(QTextOption::NoWrap);
    layout.setTextOption(option);
    layout.beginLayout();
    QTextLine line = layout.createLine();
    line.setLineWidth(rect.width());
    layout.endLayout();
    const QPointF origin(rect.left(), rect.center().y() - line.height() / 2);
    painter.setPen(theme.textPrimary);
    layout.draw(&painter, origin);
    for (const translation::Misspelling& wrong : m_spelling.look(text)) {
        if (wrong.range.end() > shown.size() || shown.endsWith(u'\u2026')) continue;
        const qreal a = line.cursorToX(int(wrong.range.start));
        const qreal b = line.cursorToX(int(wrong.range.end()));
        paintSquiggle(painter, origin.x() + std::min(a, b), origin.x() + std::max(a, b), origin.y() + line.ascent() + 3,
                      theme.stateFailed);
    }
}

void UnitDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    if (index.row() == m_open) return;
    const Theme& theme = m_look.theme();
    const QRectF row(option.rect);
    const UnitColumns columns = UnitColumns::forWidth(row.width());
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (option.state.testFlag(QStyle::State_MouseOver)) painter->fillRect(row, theme.fillHover);
    painter->fillRect(QRectF(row.left(), row.bottom(), row.width(), 1), theme.lineSubtle);
    paintStateDot(*painter, {columns.dot - 7, row.center().y() - 7, 14, 14}, m_model.state(index.row()), theme);
    painter->setFont(m_look.type().tabular(Type::Small));
    painter->setPen(theme.textTertiary);
    painter->drawText(QRectF(columns.number, row.top(), 22, row.height()), Qt::AlignLeft | Qt::AlignVCenter,
                      QString::number(index.row() + 1));
    const QString source = m_model.line(index.row()).text;
    const QString sourceLang = m_model.words().lang;
    painter->setFont(m_look.type().font(Type::Story, 15.5, 400, sourceLang));
    painter->setPen(theme.textSecondary);
    const qreal tall = m_stacked ? row.height() / 2 - 4 : row.height();
    const QRectF sourceRect(columns.source, row.top() + (m_stacked ? 4 : 0), columns.sourceWidth, tall);
    painter->drawText(sourceRect,
                      (source.isRightToLeft() ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignAbsolute | Qt::AlignVCenter,
                      painter->fontMetrics().elidedText(QString(source).replace(u'\n', u' '), Qt::ElideRight,
                                                        int(sourceRect.width())));
    const qreal textTop = m_stacked ? row.bottom() - 4 - tall : row.top();
    paintText(*painter, {columns.target, textTop, columns.targetWidth, tall}, index.row());
    const qint64 start = index.data(TranslationModel::StartRole).toLongLong();
    if (start >= 0) {
        painter->setFont(m_look.type().tabular(Type::Caption));
        painter->setPen(theme.textTertiary);
        painter->drawText(QRectF(columns.right - 60, row.top(), 60, row.height()), Qt::AlignRight | Qt::AlignVCenter,
                          clockText(start));
    }
    if (option.state.testFlag(QStyle::State_HasFocus) && option.state.testFlag(QStyle::State_KeyboardFocusChange)) {
        painter->setPen(QPen(theme.lineFocus, 2));
        painter->drawRoundedRect(row.adjusted(3, 3, -3, -3), 6, 6);
    }
    painter->restore();
}

} // namespace groundswell::ui

#include "ui/panel/translation/unit_delegate.h"

#include "ui/panel/translation/spell_service.h"
#include "ui/panel/translation/unit_geometry.h"
#include "ui/parts/when_text.h"
#include "ui/style/horizon.h"
#include "ui/style/look.h"
#include "ui/style/mirrored.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace groundswell::ui {

namespace {

constexpr int rowPadding = 15; ///< above and below together
constexpr int sourceLine = 22;
constexpr int mostLines = 2; ///< of one text in a closed row

} // namespace

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
    connect(&model, &QAbstractItemModel::modelReset, this, [this] { m_texts.clear(); });
}

void UnitDelegate::setOpenRow(int row, int height)
{
    m_open = row;
    m_openHeight = height;
}

void UnitDelegate::setWidth(int width)
{
    m_width = width;
}

const UnitDelegate::Texts& UnitDelegate::texts(int row) const
{
    const UnitColumns columns = UnitColumns::forWidth(m_width);
    const auto oneLine = [](QString text) { return text.replace(u'\n', u' '); };
    const QString source = oneLine(m_model.line(row).text);
    const QString target = oneLine(m_model.text(row));
    Texts& kept = m_texts[row];
    const int rev = m_look.theme().rev;
    if (kept.rev == rev && kept.width == m_width && kept.source == source && kept.target == target) return kept;
    const QFont voice = m_look.type().font(Type::Story, 15.5, 400, m_model.words().lang);
    kept = {source,
            target,
            m_width,
            rev,
            TextBlock(source, voice, columns.sourceWidth, m_look.px(sourceLine), mostLines),
            TextBlock(target.isEmpty() ? tr("Press Enter to begin this line") : target,
                      m_look.font(Type::Body, m_model.document().lang), columns.closedWidth,
                      m_look.type().line(Type::Body), mostLines)};
    return kept;
}

QSize UnitDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const
{
    if (index.row() == m_open) return {200, m_openHeight};
    const Texts& shown = texts(index.row());
    const qreal upper = std::max<qreal>(shown.sourceBlock.height(), m_look.px(sourceLine));
    const qreal lower = shown.targetBlock.height();
    const bool stacked = UnitColumns::forWidth(m_width).stacked;
    return {200, int(m_look.px(rowPadding) + (stacked ? upper + lower : std::max(upper, lower)))};
}

void UnitDelegate::paintTarget(QPainter& painter, QPointF topLeft, const Texts& shown) const
{
    const Theme& theme = m_look.theme();
    painter.setPen(shown.target.isEmpty() ? theme.textTertiary : theme.textPrimary);
    shown.targetBlock.draw(painter, topLeft);
    for (const translation::Misspelling& wrong : m_spelling.look(shown.target)) {
        for (const QLineF& line : shown.targetBlock.underlines(wrong.range.start, wrong.range.length))
            paintSquiggle(painter, topLeft.x() + line.x1(), topLeft.x() + line.x2(), topLeft.y() + line.y1(),
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
    const qreal dot = m_look.px(14);
    const auto seen = [&](const QRectF& rect) { return mirrored(option.direction, row, rect); };
    paintStateDot(*painter, seen({columns.dot - dot / 2, row.center().y() - dot / 2, dot, dot}),
                  m_model.state(index.row()), theme);
    painter->setFont(m_look.type().tabular(Type::Small));
    painter->setPen(theme.textTertiary);
    painter->drawText(seen({columns.number, row.top(), 22, row.height()}), Qt::AlignLeft | Qt::AlignVCenter,
                      QString::number(index.row() + 1));
    const Texts& shown = texts(index.row());
    const auto centred = [&row](const TextBlock& block) { return row.center().y() - block.height() / 2; };
    painter->setPen(theme.textSecondary);
    const qreal sourceLeft = seen({columns.source, 0, columns.sourceWidth, 0}).left();
    const qreal targetLeft = seen({columns.target, 0, columns.closedWidth, 0}).left();
    shown.sourceBlock.draw(
        *painter, {sourceLeft, columns.stacked ? row.top() + m_look.px(rowPadding) / 2.0 : centred(shown.sourceBlock)});
    paintTarget(*painter,
                {targetLeft, columns.stacked ? row.bottom() - m_look.px(rowPadding) / 2.0 - shown.targetBlock.height()
                                             : centred(shown.targetBlock)},
                shown);
    qreal end = columns.right;
    const qint64 start = index.data(TranslationModel::StartRole).toLongLong();
    if (start >= 0) {
        painter->setFont(m_look.type().tabular(Type::Caption));
        painter->setPen(theme.textTertiary);
        painter->drawText(seen({end - 60, row.top(), 60, row.height()}), Qt::AlignRight | Qt::AlignVCenter,
                          clockText(start));
        end -= painter->fontMetrics().horizontalAdvance(clockText(start)) + 6;
    }
    if (const auto proposals = m_model.proposals(index.row()); !proposals.empty()) {
        constexpr qreal side = 18; // whoever proposed last; all of them when the row is open
        paintHorizon(*painter, seen({end - side, row.center().y() - side / 2, side, side}),
                     proposals.back().author.id.toString());
    }
    if (option.state.testFlag(QStyle::State_HasFocus) && option.state.testFlag(QStyle::State_KeyboardFocusChange)) {
        painter->setPen(QPen(theme.lineFocus, 2));
        painter->drawRoundedRect(row.adjusted(3, 3, -3, -3), 6, 6);
    }
    painter->restore();
}

} // namespace groundswell::ui

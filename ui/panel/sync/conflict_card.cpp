#include "ui/panel/sync/conflict_card.h"

#include "ui/parts/buttons.h"
#include "ui/parts/word_diff.h"
#include "ui/style/look.h"
#include "ui/style/mirrored.h"
#include "ui/style/own_direction.h"
#include "ui/style/state_dot.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QStyle>
#include <QTextLayout>

#include <algorithm>
#include <array>
#include <cmath>
#include <ranges>
#include <utility>
#include <vector>

namespace groundswell::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int headHeight = 38;
constexpr int thirdHeight = 32;
constexpr std::array cellChoices{ConflictChoice::Base, ConflictChoice::Mine, ConflictChoice::Theirs};

/// Lays a text out in a width; its marks are written in `ink`.
void layOutMarked(QTextLayout& layout, const QString& text, const QList<TextRange>& marks, const QColor& ink,
                  bool struck, qreal width)
{
    QList<QTextLayout::FormatRange> formats;
    for (const TextRange& mark : marks) {
        QTextLayout::FormatRange range;
        range.start = int(mark.start);
        range.length = int(mark.length);
        range.format.setForeground(ink);
        range.format.setFontStrikeOut(struck);
        formats.append(range);
    }
    layout.setText(text);
    layout.setFormats(formats);
    QTextOption option(text.isRightToLeft() ? Qt::AlignRight : Qt::AlignLeft);
    option.setTextDirection(text.isRightToLeft() ? Qt::RightToLeft : Qt::LeftToRight);
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(option);
    layout.beginLayout();
    qreal y = 0;
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(width);
        line.setPosition({0, y});
        y += line.height() + 2;
    }
    layout.endLayout();
}

/// A rounded ground behind each mark, one for each line that it stands on.
void paintMarks(QPainter& painter, const QTextLayout& layout, const QList<TextRange>& marks, QPointF topLeft,
                const QColor& ground)
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(ground);
    for (const TextRange& mark : marks) {
        for (int i = 0; i < layout.lineCount(); ++i) {
            const QTextLine line = layout.lineAt(i);
            const int from = std::max(int(mark.start), line.textStart());
            const int to = std::min(int(mark.start + mark.length), line.textStart() + line.textLength());
            if (from >= to) continue;
            const qreal a = line.cursorToX(from);
            const qreal b = line.cursorToX(to);
            const QRectF place(std::min(a, b), line.y(), std::abs(b - a), line.height());
            painter.drawRoundedRect(place.translated(topLeft).adjusted(-2, -1, 2, 1), tokens::radiusXs,
                                    tokens::radiusXs);
        }
    }
    painter.setBrush(Qt::NoBrush);
}

} // namespace

ConflictCard::ConflictCard(const Look& look, const ConflictRow& row, QWidget* parent)
    : QWidget(parent)
    , m_look(look)
    , m_row(row)
    , m_third(new QLineEdit(this))
    , m_write(makeButton(look, ButtonKind::Link, tr("Write a third"), u"edit"_s, this, ButtonSize::Small))
{
    setFocusPolicy(Qt::StrongFocus);
    setProperty("ownFocus", true);
    setAccessibleName(tr("Line %1. Before: %2. Mine: %3. Theirs: %4")
                          .arg(QString::number(row.number), row.base, row.mine, row.theirs));
    m_third->setAccessibleName(tr("A third text for this line"));
    m_third->setPlaceholderText(tr("Write a third"));
    m_third->setText(row.third);
    m_third->setVisible(row.choice == ConflictChoice::Third);
    m_write->setObjectName(u"writeThird"_s);
    connect(m_write, &QPushButton::clicked, this, &ConflictCard::writeThird);
    connect(m_third, &QLineEdit::textEdited, this, [this](const QString& text) {
        m_row.choice = text.trimmed().isEmpty() ? ConflictChoice::None : ConflictChoice::Third;
        m_row.third = text;
        Q_EMIT chosen(m_row.choice, m_row.third);
        update();
    });
    refit();
}

int ConflictCard::cellHeight() const
{
    const qreal width = cell(0).width() - 24;
    qreal tallest = 0;
    for (const QString& text : {m_row.base, m_row.mine, m_row.theirs}) {
        QTextLayout layout(text, m_look.font(Type::Body));
        layOutMarked(layout, text, {}, {}, false, std::max(60.0, width));
        tallest = std::max(tallest, layout.boundingRect().height());
    }
    return std::max(m_look.px(38), int(tallest) + 16);
}

QRectF ConflictCard::cell(int column) const
{
    const qreal width = (this->width() - 24 - 16) / 3.0;
    return mirrored(layoutDirection(), rect(), {12 + column * (width + 8), headHeight, width, 0});
}

QSize ConflictCard::sizeHint() const
{
    const int third = !m_row.mayWriteThird ? 0 : m_third->isHidden() ? m_write->sizeHint().height() : thirdHeight;
    return {600, headHeight + cellHeight() + (third > 0 ? 6 + third + 8 : 12)};
}

void ConflictCard::refit()
{
    const QRect place(12, headHeight + cellHeight() + 6, std::max(0, width() - 24), thirdHeight);
    m_third->setGeometry(place);
    // Its icon stands below the first letters of the cells.
    const QSize size = m_write->sizeHint().boundedTo(place.size());
    m_write->setGeometry(
        QStyle::alignedRect(layoutDirection(), Qt::AlignLeft | Qt::AlignTop, size, place.adjusted(8, 0, -8, 0)));
    m_write->setVisible(m_row.mayWriteThird && m_third->isHidden());
    setMinimumHeight(sizeHint().height());
}

void ConflictCard::resizeEvent(QResizeEvent*)
{
    refit();
}

void ConflictCard::paintCell(QPainter& painter, const QRectF& rect, const QString& text, const QString& other,
                             bool isBase, bool isChosen)
{
    const Theme& theme = m_look.theme();
    painter.setPen(isChosen ? QPen(theme.tideBase, 1.5) : QPen(Qt::NoPen));
    painter.setBrush(isChosen ? theme.tideTint : isBase ? QColor(Qt::transparent) : theme.fillHover);
    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 6, 6);
    painter.setBrush(Qt::NoBrush);
    QTextLayout layout(text, m_look.font(Type::Body, languageOfScript(text)));
    const QList<TextRange> marks = changedRanges(text, other);
    layOutMarked(layout, text, marks, theme.textPrimary, isBase, rect.width() - 24);
    paintMarks(painter, layout, marks, rect.topLeft() + QPointF(12, 9), isBase ? theme.diffRemove : theme.diffAdd);
    painter.setPen(isChosen ? theme.textPrimary : theme.textSecondary);
    layout.draw(&painter, rect.topLeft() + QPointF(12, 9));
}

qreal ConflictCard::paintKeys(QPainter& painter, const QRectF& head) const
{
    const Theme& theme = m_look.theme();
    std::vector<std::pair<QString, QString>> keys{{u"1"_s, tr("base")}, {u"2"_s, tr("mine")}, {u"3"_s, tr("theirs")}};
    if (m_row.mayWriteThird) keys.emplace_back(u"E"_s, tr("write a third"));
    painter.setFont(m_look.font(Type::Caption));
    const QFontMetrics metrics = painter.fontMetrics();
    const qreal cap = m_look.px(18);
    qreal x = head.right();
    for (const auto& [key, act] : keys | std::views::reverse) {
        const qreal words = metrics.horizontalAdvance(act);
        x -= words;
        painter.setPen(theme.textTertiary);
        painter.drawText(mirrored(layoutDirection(), rect(), {x, head.top(), words + 1, head.height()}),
                         Qt::AlignLeft | Qt::AlignVCenter, act);
        x -= cap + 6;
        const QRectF box = mirrored(layoutDirection(), rect(), {x, head.center().y() - cap / 2, cap, cap});
        painter.setPen(QPen(theme.lineStrong, 1));
        painter.setBrush(theme.fillControl);
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(theme.textSecondary);
        painter.drawText(box, Qt::AlignCenter, key);
        x -= 14;
    }
    return head.right() - x;
}

void ConflictCard::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme& theme = m_look.theme();
    painter.setPen(QPen(hasFocus() ? theme.lineStrong : theme.lineSubtle, 1));
    painter.setBrush(theme.bgRaised);
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 10, 10);
    painter.setBrush(Qt::NoBrush);
    const bool open = m_row.choice == ConflictChoice::None;
    const QRectF dot = mirrored(layoutDirection(), rect(), {12, headHeight / 2.0 - 7, 14, 14});
    paintStateDot(painter, dot, open ? StateDot::Conflict : StateDot::Done, theme);
    painter.setFont(m_look.font(Type::Small));
    painter.setPen(theme.textTertiary);
    const QString place = m_row.number > 0 ? tr("Line %1").arg(m_row.number) : tr("The whole");
    const QRectF head(34, 0, width() - 46, headHeight);
    const auto seen = [this](const QRectF& where) { return mirrored(layoutDirection(), rect(), where); };
    painter.drawText(seen(head), Qt::AlignLeft | Qt::AlignVCenter, place);
    const qreal after = painter.fontMetrics().horizontalAdvance(place) + 12;
    const bool hints = hasFocus() && open;
    const qreal hintsWidth = hints ? paintKeys(painter, head) : 120;
    painter.setFont(m_look.type().font(Type::Story, 15, 400, languageOfScript(m_row.source)));
    painter.setPen(theme.textSecondary);
    const QRectF sourceRoom = head.adjusted(after, 0, -hintsWidth - 12, 0);
    painter.drawText(seen(sourceRoom), Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(inOwnDirection(m_row.source, layoutDirection()), Qt::ElideRight,
                                                      int(sourceRoom.width())));
    QString said;
    switch (m_row.choice) {
    case ConflictChoice::None: said = tr("Needs you"); break;
    case ConflictChoice::Base: said = tr("As it was"); break;
    case ConflictChoice::Mine: said = tr("Mine kept"); break;
    case ConflictChoice::Theirs: said = tr("Theirs taken"); break;
    case ConflictChoice::Third: said = tr("You wrote a third"); break;
    }
    painter.setFont(m_look.font(Type::Small));
    painter.setPen(open ? theme.stateConflict : theme.tideBase);
    if (!hints) painter.drawText(seen(head), Qt::AlignRight | Qt::AlignVCenter, said);
    const int height = cellHeight();
    const auto sized = [&](int column) {
        QRectF rect = cell(column);
        rect.setHeight(height);
        return rect;
    };
    paintCell(painter, sized(0), m_row.base, m_row.mine, true, m_row.choice == ConflictChoice::Base);
    paintCell(painter, sized(1), m_row.mine, m_row.base, false, m_row.choice == ConflictChoice::Mine);
    paintCell(painter, sized(2), m_row.theirs, m_row.base, false, m_row.choice == ConflictChoice::Theirs);
    if (!hasFocus()) return;
    painter.setPen(QPen(theme.lineFocus, 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(sized(m_cell), 7, 7);
}

void ConflictCard::moveCell(int by)
{
    m_cell = std::clamp(m_cell + by, 0, 2);
    update();
}

void ConflictCard::choose(ConflictChoice choice)
{
    if (const auto at = std::ranges::find(cellChoices, choice); at != cellChoices.end())
        m_cell = int(at - cellChoices.begin());
    m_third->setVisible(choice == ConflictChoice::Third);
    m_row.choice = choice;
    m_row.third = m_third->text();
    if (choice == ConflictChoice::Third && m_row.third.trimmed().isEmpty()) m_row.choice = ConflictChoice::None;
    refit();
    updateGeometry();
    update();
    Q_EMIT chosen(m_row.choice, m_row.third);
}

void ConflictCard::writeThird()
{
    if (!m_row.mayWriteThird) return;
    if (m_third->text().isEmpty()) m_third->setText(m_row.mine);
    choose(ConflictChoice::Third);
    m_third->setFocus();
    m_third->selectAll();
}

/// The field leaves some keys to the card: there Enter would choose the text of a cell in the place of what was
/// written.
void ConflictCard::leaveThird(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (choice() == ConflictChoice::Third) Q_EMIT thirdWritten();
        break;
    case Qt::Key_Escape: setFocus(Qt::OtherFocusReason); break;
    case Qt::Key_Down: Q_EMIT moveRequested(1); break;
    case Qt::Key_Up: Q_EMIT moveRequested(-1); break;
    default: QWidget::keyPressEvent(event);
    }
}

void ConflictCard::mouseReleaseEvent(QMouseEvent* event)
{
    const QPointF place = event->position();
    for (int column = 0; column < 3; ++column) {
        QRectF rect = cell(column);
        rect.setHeight(cellHeight());
        if (!rect.contains(place)) continue;
        m_cell = column;
        choose(cellChoices.at(size_t(column)));
    }
}

void ConflictCard::keyPressEvent(QKeyEvent* event)
{
    if (m_third->hasFocus()) {
        leaveThird(event);
        return;
    }
    switch (event->key()) {
    case Qt::Key_1: choose(ConflictChoice::Base); break;
    case Qt::Key_2: choose(ConflictChoice::Mine); break;
    case Qt::Key_3: choose(ConflictChoice::Theirs); break;
    case Qt::Key_E: writeThird(); break;
    case Qt::Key_Left: moveCell(isRightToLeft() ? 1 : -1); break;
    case Qt::Key_Right: moveCell(isRightToLeft() ? -1 : 1); break;
    case Qt::Key_Return:
    case Qt::Key_Enter: choose(cellChoices.at(size_t(m_cell))); break;
    case Qt::Key_J:
    case Qt::Key_Down: Q_EMIT moveRequested(1); break;
    case Qt::Key_K:
    case Qt::Key_Up: Q_EMIT moveRequested(-1); break;
    default: QWidget::keyPressEvent(event);
    }
}

} // namespace groundswell::ui

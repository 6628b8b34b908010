#include "ui/library/song_header.h"

#include "ui/style/kept_font.h"

#include "library/track_list_model.h"
#include "ui/library/song_delegate.h"
#include "ui/style/look.h"

#include <QActionGroup>
#include <QApplication>
#include <QLocale>
#include <QMenu>
#include <QPainter>
#include <QScopedValueRollback>
#include <QtMath>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace groundswell::ui {

using Model = library::TrackListModel;

namespace {
constexpr int afterNumber = 6;
constexpr int signSide = 14; ///< px; of the comments' column, whose numbers are narrower than its name
} // namespace

SongHeader::SongHeader(const Look& look, QWidget* parent)
    : QHeaderView(Qt::Horizontal, parent)
    , m_look(look)
{
    setSectionsClickable(true);
    setSectionsMovable(false);
    setHighlightSections(false);
    setSortIndicatorShown(true);
    setContextMenuPolicy(Qt::CustomContextMenu);
    setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    setFocusPolicy(Qt::NoFocus);
    keepFont(*this, look, [&look] { return look.font(Type::Caption); });
    viewport()->setAutoFillBackground(false);
    connect(this, &QWidget::customContextMenuRequested, this, &SongHeader::showMenu);
    connect(this, &QHeaderView::sectionResized, this, &SongHeader::keepWidth);
    connect(this, &QHeaderView::sectionHandleDoubleClicked, this, &SongHeader::forgetWidth);
    connect(&look, &Look::changed, this, &SongHeader::setUpColumns);
}

void SongHeader::setModel(QAbstractItemModel* model)
{
    QHeaderView::setModel(model);
    setUpColumns();
}

void SongHeader::setUpColumns()
{
    if (count() != Model::ColumnCount) return; // no songs' model yet
    const QScopedValueRollback fitting(m_fitting, true);
    SongColumns::setUp(*this, m_look);
    fit(m_listWidth);
}

void SongHeader::fit(int listWidth)
{
    const QScopedValueRollback fitting(m_fitting, true);
    m_listWidth = listWidth;
    const QString last = QLocale().toString(model()->rowCount());
    const qreal number = m_look.lines().width(last, m_look.type().tabular(Type::Small), layoutDirection());
    m_columns.fit(*this, m_look, listWidth, SongDelegate::rowPadding + qCeil(number) + afterNumber);
}

void SongHeader::setColumnsText(const QString& text)
{
    m_columns.fromText(text);
    fit(m_listWidth);
}

/// Only a person's hand has the button down; everything else that resizes sections is ours.
void SongHeader::keepWidth(int section, int, int width)
{
    if (m_fitting || width <= 0 || sectionResizeMode(section) != Interactive ||
        !(QApplication::mouseButtons() & Qt::LeftButton))
        return;
    m_columns.setWidth(static_cast<Model::Column>(section), qRound(width * 100.0 / m_look.type().percent()));
    Q_EMIT columnsChanged();
}

void SongHeader::forgetWidth(int section)
{
    m_columns.setWidth(static_cast<Model::Column>(section), 0);
    fit(m_listWidth);
    Q_EMIT columnsChanged();
}

void SongHeader::showMenu(const QPoint& pos)
{
    QMenu menu(this);
    for (int place = 0; place < count(); ++place) {
        const auto column = static_cast<Model::Column>(logicalIndex(place));
        if (!SongColumns::isOptional(column)) continue;
        auto* action = menu.addAction(model()->headerData(column, Qt::Horizontal).toString());
        action->setCheckable(true);
        action->setChecked(m_columns.isChosen(column));
        connect(action, &QAction::toggled, this, [this, column](bool shown) {
            m_columns.choose(column, shown);
            fit(m_listWidth);
            Q_EMIT columnsChanged();
        });
    }
    menu.exec(viewport()->mapToGlobal(pos));
}

QMenu* SongHeader::makeSortMenu(QWidget* parent)
{
    auto* menu = new QMenu(tr("Sort by"), parent);
    auto* columns = new QActionGroup(menu);
    for (int place = 0; place < count(); ++place) {
        const int column = logicalIndex(place);
        auto* action = columns->addAction(model()->headerData(column, Qt::Horizontal).toString());
        action->setCheckable(true);
        action->setChecked(column == sortIndicatorSection());
        connect(action, &QAction::triggered, this, [this, column] {
            if (column != sortIndicatorSection()) setSortIndicator(column, Qt::AscendingOrder);
        });
    }
    menu->addActions(columns->actions());
    menu->addSeparator();
    auto* backwards = menu->addAction(tr("Backwards"));
    backwards->setCheckable(true);
    backwards->setChecked(sortIndicatorOrder() == Qt::DescendingOrder);
    backwards->setEnabled(columns->checkedAction());
    connect(backwards, &QAction::toggled, this, [this](bool on) {
        setSortIndicator(sortIndicatorSection(), on ? Qt::DescendingOrder : Qt::AscendingOrder);
    });
    return menu;
}

void SongHeader::openSortMenu(QWidget& owner)
{
    auto* menu = makeSortMenu(&owner);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->popup(viewport()->mapToGlobal(QPoint(0, height())));
    const auto actions = menu->actions();
    const auto sorted = std::ranges::find_if(actions, &QAction::isChecked);
    menu->setActiveAction(sorted == actions.end() ? actions.constFirst() : *sorted);
}

QString SongHeader::orderText() const
{
    const QString name = model()->headerData(sortIndicatorSection(), Qt::Horizontal).toString();
    if (name.isEmpty()) return {};
    return (sortIndicatorOrder() == Qt::DescendingOrder ? tr("Sorted by %1, backwards") : tr("Sorted by %1")).arg(name);
}

QSize SongHeader::sizeHint() const
{
    return {QHeaderView::sizeHint().width(), m_look.px(tokens::sizeRowTableHeader)};
}

void SongHeader::paintEvent(QPaintEvent* event)
{
    QHeaderView::paintEvent(event);
    QPainter painter(viewport());
    painter.fillRect(QRect(0, height() - 1, width(), 1), m_look.theme().lineSubtle);
}

void SongHeader::paintSection(QPainter* painter, const QRect& rect, int section) const
{
    const auto& theme = m_look.theme();
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    const bool sorted = sortIndicatorSection() == section;
    const bool number = model()->headerData(section, Qt::Horizontal, Qt::TextAlignmentRole).toInt() & Qt::AlignRight;
    QRect inner = rect.adjusted(section == Model::TrackNoColumn ? SongDelegate::rowPadding : 0, 0, 0, 0);
    if (section == Model::DurationColumn)
        inner.setRight(rect.right() - SongDelegate::stateWidth(m_look));
    else if (number && section != Model::TrackNoColumn && section != Model::CommentsColumn)
        inner.setRight(rect.right() - 12);
    if (mirrored) inner = QRect(rect.left() + (rect.right() - inner.right()), rect.top(), inner.width(), rect.height());
    const bool toEnd = number && section != Model::TrackNoColumn;
    painter->save();
    painter->setFont(m_look.font(Type::Caption));
    painter->setPen(sorted ? theme.textSecondary : theme.textTertiary);
    const QString title =
        section == Model::TrackNoColumn ? u"#"_s : model()->headerData(section, Qt::Horizontal).toString();
    const auto align = (toEnd != mirrored ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter | Qt::AlignAbsolute;
    const bool sign = section == Model::CommentsColumn;
    if (sign) {
        const int x = mirrored ? inner.left() : inner.right() + 1 - signSide;
        m_look.icons().paint(*painter, QRect(x, rect.top(), signSide, rect.height()), u"comment"_s,
                             painter->pen().color(), signSide);
    } else {
        painter->drawText(inner, static_cast<int>(align),
                          painter->fontMetrics().elidedText(title, Qt::ElideRight, inner.width()));
    }
    if (sorted && section != Model::TrackNoColumn) {
        const int used = (sign ? signSide : painter->fontMetrics().horizontalAdvance(title)) + 4;
        const int x = toEnd != mirrored ? inner.right() - used - 12 : inner.left() + used;
        m_look.icons().paint(*painter, QRect(x, rect.top(), 12, rect.height()),
                             sortIndicatorOrder() == Qt::AscendingOrder ? u"chev-up"_s : u"chev-down"_s,
                             theme.textSecondary, 12);
    }
    painter->restore();
}

} // namespace groundswell::ui

#include "ui/library/collection_page.h"

#include "ui/library/collection_delegate.h"
#include "ui/library/cover_pixmaps.h"
#include "ui/parts/empty_state.h"
#include "ui/parts/labels.h"

#include <QListView>
#include <QScrollBar>
#include <QStackedLayout>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace groundswell::ui {

namespace {
constexpr int pagePadding = 32;
constexpr int smallestCard = 142; // a cover of 126 with its padding
} // namespace

CollectionPage::CollectionPage(const Look& look, const library::TrackQueries& queries, CoverPixmaps& covers,
                               CollectionModel::Kind kind, QWidget* parent)
    : QWidget(parent)
    , m_look(look)
    , m_kind(kind)
    , m_model(new CollectionModel(queries, kind, this))
    , m_delegate(new CollectionDelegate(look, covers,
                                        kind == CollectionModel::Kind::Artists ? CollectionDelegate::Shape::Round
                                                                               : CollectionDelegate::Shape::Square,
                                        this))
    , m_count(plainLabel(look, {}, Type::Body, Tone::Secondary))
    , m_list(new QListView)
    , m_empty(new EmptyState(look, u"search"_s, {}))
    , m_stack(new QStackedLayout)
{
    const QString title = kind == CollectionModel::Kind::Albums ? tr("Albums") : tr("Artists");
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 8, 0, 0);
    column->setSpacing(0);
    auto* head = new QVBoxLayout;
    head->setContentsMargins(pagePadding, 0, pagePadding, 16);
    head->setSpacing(0);
    head->addWidget(plainLabel(look, title, Type::Title));
    head->addWidget(m_count);
    column->addLayout(head);
    m_list->setAccessibleName(title);
    m_list->setViewMode(QListView::IconMode);
    m_list->setResizeMode(QListView::Adjust);
    m_list->setMovement(QListView::Static);
    m_list->setUniformItemSizes(true);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setSpacing(0);
    m_list->viewport()->setAutoFillBackground(false);
    m_list->setMouseTracking(true);
    m_list->viewport()->setAttribute(Qt::WA_Hover);
    m_list->setItemDelegate(m_delegate);
    m_list->setModel(m_model);
    auto* inset = new QWidget;
    auto* row = new QHBoxLayout(inset);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addSpacing(pagePadding - 8); // not a margin, since margins do not mirror
    row->addWidget(m_list);
    m_stack->addWidget(inset);
    m_stack->addWidget(m_empty);
    column->addLayout(m_stack, 1);
    const auto open = [this](const QModelIndex& index) { Q_EMIT opened(m_model->at(index.row())); };
    connect(m_list, &QListView::clicked, this, open);
    connect(m_list, &QListView::activated, this, open);
    connect(m_model, &CollectionModel::loaded, this, &CollectionPage::showCount);
    connect(m_model, &QAbstractItemModel::modelReset, this, &CollectionPage::showCount);
    // The keyboard may have been here before its first card.
    connect(m_model, &QAbstractItemModel::modelReset, m_list, [this] {
        if (m_list->hasFocus() && !m_list->currentIndex().isValid() && m_model->rowCount() > 0)
            m_list->selectionModel()->setCurrentIndex(m_model->index(0), QItemSelectionModel::NoUpdate);
    });
    connect(&covers, &CoverPixmaps::arrived, m_list->viewport(), qOverload<>(&QWidget::update));
    connect(&look, &Look::changed, this, &CollectionPage::fitCards);
}

void CollectionPage::setFilterText(const QString& text)
{
    m_model->setFilterText(text);
    m_empty->setSentence(text.isEmpty() ? tr("There is nothing here yet.")
                                        : tr("Nothing here matches “%1”.").arg(text));
}

void CollectionPage::refresh()
{
    m_model->refresh();
}

void CollectionPage::showCount()
{
    const int count = m_model->rowCount();
    m_count->setText(m_kind == CollectionModel::Kind::Albums ? tr("%n album(s)", nullptr, count)
                                                             : tr("%n artist(s)", nullptr, count));
    m_stack->setCurrentIndex(count == 0 ? 1 : 0);
}

void CollectionPage::resizeEvent(QResizeEvent*)
{
    fitCards();
}

void CollectionPage::fitCards()
{
    // As many cards as fit, and the rest of the width shared among them.
    const int room = width() - (pagePadding - 8) - m_list->verticalScrollBar()->sizeHint().width() - 14;
    const int across = std::max(2, room / m_look.px(smallestCard));
    m_delegate->setCardWidth(room / across);
    const auto size = m_delegate->sizeHint({}, {});
    m_list->setGridSize({size.width(), size.height() + 8});
}

} // namespace groundswell::ui

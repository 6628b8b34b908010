#include "ui/people/sign_in_dialog.h"

#include "community/village.h"
#include "ui/parts/labels.h"
#include "ui/parts/search_field.h"
#include "ui/parts/surface.h"
#include "ui/people/community_list.h"
#include "ui/people/sign_in_form.h"
#include "ui/style/kept_font.h"
#include "ui/style/look.h"
#include "ui/style/mirrored.h"
#include "ui/style/shadow.h"

#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QPainter>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace groundswell::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr QSize cardSize(880, 560);
constexpr int leftWidth = 392;
constexpr int mostLeft = 45; ///< % of the card, in a small window
constexpr int side = 28;     ///< px at both sides of what is in it
constexpr int edge = 16;     ///< px at least between the card and the window's edge

} // namespace

SignInDialog::SignInDialog(const Look& look, community::Village& village, const QList<QUrl>& suggested, QWidget* host)
    : QWidget(host)
    , m_look(look)
    , m_communities(new CommunityListModel(village.account(), this))
    , m_card(new QWidget(this))
{
    setObjectName(u"signInDialog"_s);
    setAccessibleName(tr("Choose a community and sign in"));
    hide();
    auto* halves = new QHBoxLayout(m_card);
    halves->setContentsMargins(0, 0, 0, 0);
    halves->setSpacing(0);
    halves->addWidget(makeLeft());
    halves->addWidget(makeLine(Qt::Vertical, LineTone::Subtle, m_card));
    m_form = new SignInForm(m_look, village, m_card);
    auto* area = new QScrollArea(m_card); // of large text in a small window
    area->setWidget(m_form);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::NoFocus);
    halves->addWidget(area, 1);
    connect(m_form, &SignInForm::retryRequested, m_communities, &CommunityListModel::askAgain);
    connect(m_form, &SignInForm::left, this, &SignInDialog::leave);
    connect(m_form, &SignInForm::signedIn, this, [this](const community::AccountView& account) {
        hide();
        Q_EMIT signedIn(account);
    });
    connect(m_communities, &QAbstractItemModel::rowsInserted, this, [this](const QModelIndex&, int first) {
        if (!m_list->currentIndex().isValid()) m_list->setCurrentIndex(m_communities->index(first));
        communityChosen();
        if (m_address->hasFocus() && m_address->text().isEmpty()) m_form->start(); // it was asked for too early
    });
    connect(m_communities, &QAbstractItemModel::rowsRemoved, this, &SignInDialog::communityChosen);
    connect(m_communities, &QAbstractItemModel::dataChanged, this, [this](const QModelIndex& answered) {
        const auto reach = [](const QModelIndex& index) {
            return CommunityEntry::Reach(index.data(CommunityListModel::ReachRole).toInt());
        };
        const bool better = reach(answered) == CommunityEntry::Reach::Reachable &&
                            reach(m_list->currentIndex()) != CommunityEntry::Reach::Reachable;
        if (better && m_form->name().isEmpty()) m_list->setCurrentIndex(answered);
        communityChosen();
    });
    for (const QUrl& url : suggested)
        m_communities->add(url);
    host->installEventFilter(this);
    communityChosen();
    followLook(m_look, this, [this] { place(); });
}

QWidget* SignInDialog::makeLeft()
{
    auto* left = new QWidget(m_card);
    m_left = left;
    QLabel* title = plainLabel(m_look, tr("Choose a community"), Type::Title, Tone::Primary, left);
    keepFont(*title, m_look, [this] { return m_look.type().font(Type::Title, 23, 600); });
    QLabel* about = wrappingLabel(
        m_look, tr("Each one is a server run by people. You can join several and leave any of them with your words."),
        Type::Body, Tone::Secondary, left);
    m_address = new SearchField(m_look, tr("Type an address"), {}, left);
    m_address->setObjectName(u"communityAddress"_s);
    m_address->setProperty("framed", true);
    m_address->setAccessibleName(tr("Address of a community"));
    m_list = new QListView(left);
    m_list->setObjectName(u"communityList"_s);
    m_list->setAccessibleName(tr("Communities"));
    m_list->setModel(m_communities);
    m_list->setItemDelegate(new CommunityDelegate(m_look, m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setMouseTracking(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setProperty("ownFocus", true);
    m_none = wrappingLabel(m_look, tr("No community is known here yet. Type the address of one, and it stands here."),
                           Type::Body, Tone::Tertiary, left);
    m_none->setObjectName(u"noCommunity"_s);
    QLabel* own =
        wrappingLabel(m_look, tr("Run your own: groundswelld is one program."), Type::Small, Tone::Tertiary, left);
    auto* column = new QVBoxLayout;
    column->setContentsMargins(side, 0, side, 0);
    column->setSpacing(0);
    column->addWidget(title);
    column->addSpacing(4);
    column->addWidget(about);
    column->addSpacing(16);
    column->addWidget(m_address);
    column->addSpacing(12);
    column->addWidget(m_none);
    auto* list = new QHBoxLayout; // what is in the rows stands below the title
    list->setContentsMargins(side - CommunityDelegate::padding, 0, side - CommunityDelegate::padding, 0);
    list->addWidget(m_list);
    auto* foot = new QHBoxLayout;
    foot->setContentsMargins(side, 12, side, 0);
    foot->setSpacing(8);
    auto* server = new QLabel(left);
    followLook(m_look, server, [this, server] {
        server->setPixmap(m_look.fixedIcon(u"server"_s, Tone::Tertiary)
                              .pixmap(QSize(m_look.px(16), m_look.px(16)), server->devicePixelRatioF()));
    });
    foot->addWidget(server);
    foot->addWidget(own, 1);
    auto* all = new QVBoxLayout(left);
    all->setContentsMargins(0, 26, 0, 20);
    all->setSpacing(0);
    all->addLayout(column);
    all->addLayout(list, 1);
    all->addLayout(foot);
    connect(m_address, &QLineEdit::returnPressed, this, [this] {
        const int row = m_communities->addTyped(communityUrl(m_address->text()));
        if (row >= 0) {
            m_list->setCurrentIndex(m_communities->index(row));
            m_address->clear();
            m_form->start();
        }
        setStyleProperty(*m_address, "state", row >= 0 ? QString() : u"error"_s);
    });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &SignInDialog::communityChosen);
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_list, &QWidget::customContextMenuRequested, this, &SignInDialog::showListMenu);
    return left;
}

void SignInDialog::showListMenu(const QPoint& place)
{
    const QModelIndex index = m_list->indexAt(place);
    if (!m_communities->canRemove(index.row())) return;
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    auto* remove = menu->addAction(m_look.icon(u"trash"_s), tr("Take it off the list"), this,
                                   [this, row = index.row()] { m_communities->remove(row); });
    remove->setShortcut(Qt::Key_Delete);
    remove->setShortcutContext(Qt::WidgetShortcut); // shown here, heard by the card
    menu->popup(m_list->viewport()->mapToGlobal(place));
}

void SignInDialog::communityChosen()
{
    const QModelIndex chosen = m_list->currentIndex();
    m_none->setVisible(m_communities->rowCount() == 0);
    m_form->setCommunity(chosen.isValid() ? m_communities->entry(chosen.row()) : CommunityEntry());
}

// ------------------------------------------------------------------ as a card over the window

void SignInDialog::open()
{
    place();
    show();
    raise();
    m_form->start();
    if (!m_list->currentIndex().isValid()) m_address->setFocus(Qt::PopupFocusReason);
}

void SignInDialog::leave()
{
    m_form->leave();
    hide();
    Q_EMIT left();
}

void SignInDialog::place()
{
    setGeometry(parentWidget()->rect());
    const QSize wanted(m_look.px(cardSize.width()), m_look.px(cardSize.height()));
    const QSize size = wanted.boundedTo(this->size() - QSize(2 * edge, 2 * edge));
    m_left->setFixedWidth(std::min(m_look.px(leftWidth), size.width() * mostLeft / 100));
    const int lowest = std::max(edge, height() - edge - size.height());
    const int top = std::clamp((height() - m_floor - size.height()) / 2, edge, lowest);
    m_card->setGeometry(QRect(QPoint((width() - size.width()) / 2, top), size));
}

void SignInDialog::setFloor(int px)
{
    m_floor = px;
    place();
}

void SignInDialog::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme& theme = m_look.theme();
    painter.fillRect(rect(), theme.bgScrim);
    const QRectF card(m_card->geometry());
    paintShadow(painter, card, 14, Shadow::Dialog, theme);
    painter.setPen(QPen(theme.lineStrong, 1));
    painter.setBrush(theme.bgOverlay);
    painter.drawRoundedRect(card.adjusted(-0.5, -0.5, 0.5, 0.5), 14, 14);
    painter.setClipRect(
        mirrored(layoutDirection(), card, QRectF(card.left(), card.top(), m_left->width(), card.height())));
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.isDark ? theme.bgRaised : theme.bgPanel);
    painter.drawRoundedRect(card, 14, 14);
}

bool SignInDialog::event(QEvent* event)
{
    // The window behind is covered: its shortcuts are not for these keys.
    if (event->type() == QEvent::ShortcutOverride) event->accept();
    return QWidget::event(event);
}

void SignInDialog::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        leave();
    else if (event->key() == Qt::Key_Delete && m_list->hasFocus())
        m_communities->remove(m_list->currentIndex().row());
    else
        QWidget::keyPressEvent(event);
}

bool SignInDialog::focusNextPrevChild(bool next)
{
    // Tab stays inside while the window behind is covered.
    QWidget* widget = focusWidget() ? focusWidget() : m_form;
    for (QWidget* step = next ? widget->nextInFocusChain() : widget->previousInFocusChain(); step != widget;
         step = next ? step->nextInFocusChain() : step->previousInFocusChain()) {
        if (isAncestorOf(step) && step->isVisible() && step->isEnabled() && (step->focusPolicy() & Qt::TabFocus)) {
            step->setFocus(next ? Qt::TabFocusReason : Qt::BacktabFocusReason);
            return true;
        }
    }
    return true;
}

bool SignInDialog::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize) place();
    return QWidget::eventFilter(watched, event);
}

} // namespace groundswell::ui

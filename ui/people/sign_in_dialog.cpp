#include "ui/people/sign_in_dialog.h"

#include "community/village.h"
#include "ui/parts/avatar.h"
#include "ui/parts/buttons.h"
#include "ui/parts/labels.h"
#include "ui/parts/search_field.h"
#include "ui/parts/surface.h"
#include "ui/parts/tab_strip.h"
#include "ui/people/community_list.h"
#include "ui/style/look.h"
#include "ui/style/shadow.h"

#include <QAction>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QPushButton>
#include <QRegularExpression>
#include <QToolButton>
#include <QVBoxLayout>

namespace groundswell::ui {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr QSize cardSize(880, 560);
constexpr int leftWidth = 392;
constexpr int leastPassword = 12;
constexpr auto namePause = 350ms;

bool canBeName(const QString& name)
{
    static const QRegularExpression shape(u"^[a-z0-9_-]{2,32}$"_s);
    return shape.match(name).hasMatch();
}

} // namespace

SignInDialog::SignInDialog(const Look& look, community::Village& village, const QList<QUrl>& suggested, QWidget* host)
    : QWidget(host)
    , m_look(look)
    , m_village(village)
    , m_communities(new CommunityListModel(village.account(), this))
    , m_card(new QWidget(this))
{
    setObjectName(u"signInDialog"_s);
    setAccessibleName(tr("Choose a community and sign in"));
    hide();
    m_namePause.setSingleShot(true);
    m_namePause.setInterval(namePause);
    connect(&m_namePause, &QTimer::timeout, this, &SignInDialog::askName);
    auto* halves = new QHBoxLayout(m_card);
    halves->setContentsMargins(0, 0, 0, 0);
    halves->setSpacing(0);
    halves->addWidget(makeLeft());
    halves->addWidget(makeLine(Qt::Vertical, LineTone::Subtle, m_card));
    halves->addWidget(makeRight(), 1);
    connect(m_communities, &QAbstractItemModel::rowsInserted, this, [this](const QModelIndex&, int first) {
        if (!m_list->currentIndex().isValid()) m_list->setCurrentIndex(m_communities->index(first));
    });
    connect(m_communities, &QAbstractItemModel::dataChanged, this, [this](const QModelIndex& answered) {
        const auto reach = [](const QModelIndex& index) {
            return CommunityEntry::Reach(index.data(CommunityListModel::ReachRole).toInt());
        };
        const bool better = reach(answered) == CommunityEntry::Reach::Reachable &&
                            reach(m_list->currentIndex()) != CommunityEntry::Reach::Reachable;
        if (better && m_name->text().isEmpty()) m_list->setCurrentIndex(answered);
        communityChosen();
    });
    for (const QUrl& url : suggested)
        m_communities->add(url);
    host->installEventFilter(this);
    modeChanged();
    place();
}

QWidget* SignInDialog::makeLeft()
{
    auto* left = new QWidget(m_card);
    left->setFixedWidth(leftWidth);
    QLabel* title = plainLabel(m_look, tr("Choose a community"), Type::Section, Tone::Primary, left);
    QLabel* about = wrappingLabel(
        m_look, tr("Each one is a server run by people. You can join several and leave any of them with your words."),
        Type::Body, Tone::Secondary, left);
    m_address = new SearchField(m_look, tr("Type an address"), {}, left);
    m_address->setObjectName(u"communityAddress"_s);
    m_address->setAccessibleName(tr("Address of a community"));
    m_list = new QListView(left);
    m_list->setObjectName(u"communityList"_s);
    m_list->setAccessibleName(tr("Communities"));
    m_list->setModel(m_communities);
    m_list->setItemDelegate(new CommunityDelegate(m_look, m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    m_list->setMouseTracking(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setProperty("ownFocus", true);
    QLabel* own =
        plainLabel(m_look, tr("Run your own: groundswelld is one program."), Type::Small, Tone::Tertiary, left);
    auto* column = new QVBoxLayout(left);
    column->setContentsMargins(28, 26, 28, 20);
    column->setSpacing(0);
    column->addWidget(title);
    column->addSpacing(4);
    column->addWidget(about);
    column->addSpacing(16);
    column->addWidget(m_address);
    column->addSpacing(12);
    column->addWidget(m_list, 1);
    column->addSpacing(12);
    column->addWidget(own);
    connect(m_address, &QLineEdit::returnPressed, this, [this] {
        const int row = m_communities->add(communityUrl(m_address->text()));
        if (row >= 0) {
            m_list->setCurrentIndex(m_communities->index(row));
            m_address->clear();
        }
        setStyleProperty(*m_address, "state", row >= 0 ? QString() : u"error"_s);
    });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &SignInDialog::communityChosen);
    return left;
}

QLineEdit* SignInDialog::addField(QWidget* parent, QLabel*& title, const QString& text, const QString& name)
{
    title = plainLabel(m_look, text, Type::Small, Tone::Secondary, parent);
    auto* field = new QLineEdit(parent);
    field->setObjectName(name);
    field->setAccessibleName(text);
    title->setBuddy(field);
    return field;
}

QWidget* SignInDialog::makeRight()
{
    auto* right = new QWidget(m_card);
    m_tabs = new TabStrip(m_look, right);
    m_tabs->addTab(tr("Sign in"));
    m_tabs->addTab(tr("Create an account"));
    auto* close = makeIconButton(m_look, u"close"_s, tr("Close"), {}, right);
    m_horizonRow = new QWidget(right);
    m_horizon = new Avatar(m_look, 56, m_horizonRow);
    auto* horizonText = new QVBoxLayout;
    horizonText->setSpacing(2);
    horizonText->addStretch(1);
    horizonText->addWidget(plainLabel(m_look, tr("This is your horizon"), Type::Strong, Tone::Primary, m_horizonRow));
    horizonText->addWidget(plainLabel(m_look, tr("Drawn from your name."), Type::Small, Tone::Secondary, m_horizonRow));
    horizonText->addStretch(1);
    auto* horizonRow = new QHBoxLayout(m_horizonRow);
    horizonRow->setContentsMargins(0, 0, 0, 8);
    horizonRow->setSpacing(16);
    horizonRow->addWidget(m_horizon);
    horizonRow->addLayout(horizonText, 1);
    m_shown = addField(right, m_shownTitle, tr("Name people see"), u"shownName"_s);
    m_shown->setMaxLength(64);
    m_name = addField(right, m_nameTitle, tr("Address"), u"accountName"_s);
    m_name->setMaxLength(32);
    m_host = plainLabel(m_look, {}, Type::Small, Tone::Tertiary, m_name);
    m_nameNote = plainLabel(m_look, {}, Type::Small, Tone::Tertiary, right);
    m_nameNote->setObjectName(u"nameNote"_s);
    m_password = addField(right, m_passwordTitle, tr("Password"), u"password"_s);
    m_password->setEchoMode(QLineEdit::Password);
    m_password->setMaxLength(256);
    QAction* eye = m_password->addAction(m_look.icon(u"eye"_s), QLineEdit::TrailingPosition);
    eye->setToolTip(tr("Show the password"));
    m_passwordNote = plainLabel(m_look, {}, Type::Small, Tone::Tertiary, right);
    m_passwordNote->setObjectName(u"passwordNote"_s);
    m_problem = wrappingLabel(m_look, {}, Type::Small, Tone::Failed, right);
    m_problem->setObjectName(u"signInProblem"_s);
    m_promise = plainLabel(m_look, {}, Type::Small, Tone::Tertiary, right);
    auto* notNow = makeButton(m_look, ButtonKind::Quiet, tr("Not now"), {}, right, ButtonSize::Large);
    m_submit = makeButton(m_look, ButtonKind::Primary, {}, {}, right, ButtonSize::Large);
    m_submit->setObjectName(u"signInSubmit"_s);

    auto* column = new QVBoxLayout(right);
    column->setContentsMargins(28, 8, 28, 24);
    column->setSpacing(4);
    auto* top = new QHBoxLayout;
    top->addWidget(m_tabs);
    top->addStretch(1);
    top->addWidget(close);
    column->addLayout(top);
    column->addWidget(makeLine(Qt::Horizontal, LineTone::Subtle, right));
    column->addSpacing(14);
    column->addWidget(m_horizonRow);
    column->addWidget(m_shownTitle);
    column->addWidget(m_shown);
    column->addSpacing(8);
    column->addWidget(m_nameTitle);
    column->addWidget(m_name);
    column->addWidget(m_nameNote);
    column->addSpacing(8);
    column->addWidget(m_passwordTitle);
    column->addWidget(m_password);
    column->addWidget(m_passwordNote);
    column->addSpacing(4);
    column->addWidget(m_problem);
    column->addStretch(1);
    column->addWidget(m_promise);
    column->addSpacing(6);
    auto* acts = new QHBoxLayout;
    acts->addStretch(1);
    acts->addWidget(notNow);
    acts->addWidget(m_submit);
    column->addLayout(acts);

    connect(m_tabs, &QTabBar::currentChanged, this, &SignInDialog::modeChanged);
    connect(close, &QToolButton::clicked, this, &SignInDialog::leave);
    connect(notNow, &QPushButton::clicked, this, &SignInDialog::leave);
    connect(m_submit, &QPushButton::clicked, this, &SignInDialog::submit);
    connect(m_name, &QLineEdit::textChanged, this, &SignInDialog::nameTyped);
    connect(m_password, &QLineEdit::textChanged, this, &SignInDialog::passwordTyped);
    connect(eye, &QAction::triggered, this, [this] {
        m_password->setEchoMode(m_password->echoMode() == QLineEdit::Password ? QLineEdit::Normal
                                                                              : QLineEdit::Password);
    });
    for (QLineEdit* field : {m_shown, m_name, m_password})
        connect(field, &QLineEdit::returnPressed, this, &SignInDialog::submit);
    return right;
}

bool SignInDialog::creates() const
{
    return m_tabs->currentIndex() == 1;
}

QUrl SignInDialog::server() const
{
    return m_list->currentIndex().data(CommunityListModel::ServerRole).toUrl();
}

void SignInDialog::modeChanged()
{
    const bool create = creates();
    for (QWidget* part : {m_horizonRow, static_cast<QWidget*>(m_shownTitle), static_cast<QWidget*>(m_shown),
                          static_cast<QWidget*>(m_nameNote), static_cast<QWidget*>(m_passwordNote)})
        part->setVisible(create);
    m_submit->setText(create ? tr("Create account") : tr("Sign in"));
    m_problem->clear();
    nameTyped();
    passwordTyped();
    communityChosen();
    if (isVisible() && !m_tabs->hasFocus()) (create ? m_shown : m_name)->setFocus(Qt::OtherFocusReason);
}

void SignInDialog::communityChosen()
{
    const QString name = m_list->currentIndex().data(CommunityListModel::NameRole).toString();
    const QUrl url = server();
    m_nameTitle->setText(name.isEmpty() ? tr("Address") : tr("Address on %1").arg(name));
    m_host->setText(url.isEmpty() ? QString() : u"@"_s + url.authority());
    const bool answers =
        m_list->currentIndex().data(CommunityListModel::ReachRole).toInt() == int(CommunityEntry::Reach::Reachable);
    m_promise->setText(!answers || !creates() ? QString() : tr("%1 asks for no email address.").arg(name));
    nameTyped();
}

void SignInDialog::nameTyped()
{
    const QString name = m_name->text();
    m_horizon->setPerson(name, name);
    const int x = 12 + (name.isEmpty() ? 4 : m_name->fontMetrics().horizontalAdvance(name) + 10);
    m_host->adjustSize();
    m_host->move(x, (m_name->height() - m_host->height()) / 2);
    m_host->setVisible(x + m_host->width() < m_name->width());
    m_nameFree = false;
    ++m_nameRequest;
    if (!creates() || name.isEmpty()) {
        say(*m_nameNote, Mood::Quiet, {});
    } else if (!canBeName(name)) {
        say(*m_nameNote, Mood::Careful, tr("2 to 32 small letters, digits, _ and -"));
    } else {
        say(*m_nameNote, Mood::Quiet, tr("Asking\u2026"));
        m_namePause.start();
    }
    refreshSubmit();
}

void SignInDialog::askName()
{
    const quint64 request = ++m_nameRequest;
    m_village.account().isNameFree(server(), m_name->text()).then(this, [this, request](const Result<bool>& isFree) {
        if (request != m_nameRequest) return;
        m_nameFree = isFree && *isFree;
        if (!isFree)
            say(*m_nameNote, Mood::Careful, isFree.error().message);
        else
            say(*m_nameNote, *isFree ? Mood::Good : Mood::Bad,
                *isFree ? tr("Free to take") : tr("Somebody has this name already"));
        refreshSubmit();
    });
}

void SignInDialog::passwordTyped()
{
    const int length = int(m_password->text().size());
    if (!creates() || length == 0)
        say(*m_passwordNote, Mood::Quiet, {});
    else if (length < leastPassword)
        say(*m_passwordNote, Mood::Careful, tr("%n characters so far. Use 12 or a short sentence.", nullptr, length));
    else
        say(*m_passwordNote, Mood::Good, tr("Long enough"));
    refreshSubmit();
}

void SignInDialog::say(QLabel& label, Mood mood, const QString& text)
{
    const Tone tone = mood == Mood::Good      ? Tone::Tide
                      : mood == Mood::Careful ? Tone::Caution
                      : mood == Mood::Bad     ? Tone::Failed
                                              : Tone::Tertiary;
    const QString mark = mood == Mood::Good ? u"\u2713  "_s : QString(); // shape goes with colour
    setTone(label, tone);
    label.setText(text.isEmpty() ? u" "_s : mark + text);
}

void SignInDialog::refreshSubmit()
{
    const bool reachable =
        m_list->currentIndex().data(CommunityListModel::ReachRole).toInt() == int(CommunityEntry::Reach::Reachable);
    const bool filled = !m_name->text().isEmpty() && !m_password->text().isEmpty();
    const bool good = !creates() || (m_nameFree && m_password->text().size() >= leastPassword);
    m_submit->setEnabled(!m_busy && m_list->currentIndex().isValid() && reachable && filled && good);
    m_submit->setToolTip(!reachable ? tr("Choose a community that can be reached") : QString());
}

void SignInDialog::submit()
{
    if (!m_submit->isEnabled()) return;
    m_busy = true;
    m_problem->clear();
    refreshSubmit();
    community::Account& account = m_village.account();
    const auto answer =
        creates() ? account.registerAccount(server(), m_name->text(), m_shown->text().trimmed(), m_password->text())
                  : account.signIn(server(), m_name->text(), m_password->text());
    QFuture(answer).then(this, [this](const Result<community::AccountView>& result) { finish(result); });
}

void SignInDialog::finish(const Result<community::AccountView>& result)
{
    m_busy = false;
    refreshSubmit();
    if (!result) {
        m_problem->setText(result.error().message);
        return;
    }
    m_password->clear();
    hide();
    Q_EMIT signedIn(*result);
}

// ------------------------------------------------------------------ as a card over the window

void SignInDialog::open()
{
    place();
    show();
    raise();
    (m_name->text().isEmpty() ? m_name : m_password)->setFocus(Qt::PopupFocusReason);
}

void SignInDialog::leave()
{
    m_password->clear();
    hide();
    Q_EMIT left();
}

void SignInDialog::place()
{
    setGeometry(parentWidget()->rect());
    const QSize size = cardSize.boundedTo(this->size() - QSize(32, 32));
    m_card->setGeometry(QRect(QPoint((width() - size.width()) / 2, (height() - size.height()) / 2), size));
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
    painter.setClipRect(QRectF(card.left(), card.top(), leftWidth, card.height()));
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
    else
        QWidget::keyPressEvent(event);
}

bool SignInDialog::focusNextPrevChild(bool next)
{
    // Tab stays inside while the window behind is covered.
    QWidget* widget = focusWidget() ? focusWidget() : m_name;
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

#include "ui/people/sign_in_form.h"

#include "community/village.h"
#include "ui/parts/avatar.h"
#include "ui/parts/buttons.h"
#include "ui/parts/labels.h"
#include "ui/parts/surface.h"
#include "ui/parts/tab_strip.h"
#include "ui/people/note_label.h"
#include "ui/style/look.h"

#include <QAction>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QRegularExpression>
#include <QToolButton>
#include <QVBoxLayout>

namespace groundswell::ui {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int side = 28; ///< px at both sides of what is in it
constexpr int leastPassword = 12;
constexpr auto namePause = 350ms;

bool canBeName(const QString& name)
{
    static const QRegularExpression shape(u"^[a-z0-9_-]{2,32}$"_s);
    return shape.match(name).hasMatch();
}

} // namespace

SignInForm::SignInForm(const Look& look, community::Village& village, QWidget* parent)
    : QWidget(parent)
    , m_look(look)
    , m_village(village)
{
    m_namePause.setSingleShot(true);
    m_namePause.setInterval(namePause);
    connect(&m_namePause, &QTimer::timeout, this, &SignInForm::askName);
    build();
    modeChanged();
}

QLineEdit* SignInForm::addField(QLabel*& title, const QString& text, const QString& name)
{
    title = plainLabel(m_look, text, Type::Small, Tone::Secondary, this);
    auto* field = new QLineEdit(this);
    field->setObjectName(name);
    field->setAccessibleName(text);
    title->setBuddy(field);
    return field;
}

void SignInForm::build()
{
    m_tabs = new TabStrip(m_look, this);
    m_tabs->addTab(tr("Sign in"));
    m_tabs->addTab(tr("Create an account"));
    auto* close = makeIconButton(m_look, u"close"_s, tr("Close"), {}, this);
    m_horizonRow = new QWidget(this);
    auto* horizon = new Avatar(m_look, 56, m_horizonRow); // a person without a face: whose it is, is not known yet
    auto* horizonText = new QVBoxLayout;
    horizonText->setSpacing(2);
    horizonText->addStretch(1);
    horizonText->addWidget(plainLabel(m_look, tr("A horizon for you"), Type::Strong, Tone::Primary, m_horizonRow));
    horizonText->addWidget(wrappingLabel(m_look, tr("It is drawn when your account is made, and stays the same."),
                                         Type::Small, Tone::Secondary, m_horizonRow));
    horizonText->addStretch(1);
    auto* horizonRow = new QHBoxLayout(m_horizonRow);
    horizonRow->setContentsMargins(0, 0, 0, 8);
    horizonRow->setSpacing(16);
    horizonRow->addWidget(horizon);
    horizonRow->addLayout(horizonText, 1);
    m_shown = addField(m_shownTitle, tr("Name people see"), u"shownName"_s);
    m_shown->setMaxLength(64);
    m_name = addField(m_nameTitle, tr("Address"), u"accountName"_s);
    m_name->setMaxLength(32);
    m_host = plainLabel(m_look, {}, Type::Small, Tone::Tertiary, m_name);
    m_nameNote = new NoteLabel(m_look, this);
    m_nameNote->setObjectName(u"nameNote"_s);
    m_password = addField(m_passwordTitle, tr("Password"), u"password"_s);
    m_password->setEchoMode(QLineEdit::Password);
    m_password->setMaxLength(256);
    m_eye = m_password->addAction(m_look.icon(u"eye"_s), QLineEdit::TrailingPosition);
    // Qt's own button in the field is for the mouse alone.
    auto* eyeButton = m_password->findChild<QToolButton*>();
    eyeButton->setObjectName(u"passwordEye"_s);
    eyeButton->setFocusPolicy(Qt::TabFocus);
    showPassword(false);
    m_passwordNote = new NoteLabel(m_look, this);
    m_passwordNote->setObjectName(u"passwordNote"_s);
    m_keep = makeKeep();
    m_problem = wrappingLabel(m_look, {}, Type::Small, Tone::Failed, this);
    m_problem->setObjectName(u"signInProblem"_s);
    m_promise = plainLabel(m_look, {}, Type::Small, Tone::Tertiary, this);
    auto* notNow = makeButton(m_look, ButtonKind::Quiet, tr("Not now"), {}, this, ButtonSize::Large);
    m_submit = makeButton(m_look, ButtonKind::Primary, {}, {}, this, ButtonSize::Large);
    m_submit->setObjectName(u"signInSubmit"_s);

    auto* tabs = new QHBoxLayout;
    tabs->addSpacing(side - TabStrip::lead); // the first tab's words begin where the fields do
    tabs->addWidget(m_tabs);
    tabs->addStretch(1);
    tabs->addWidget(close);
    tabs->addSpacing(side);
    auto* column = new QVBoxLayout;
    column->setContentsMargins(side, 0, side, 0);
    column->setSpacing(4);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 8, 0, 24);
    all->setSpacing(0); // the chosen tab's line lies on the other
    all->addLayout(tabs);
    all->addLayout(column, 1);
    column->addWidget(makeLine(Qt::Horizontal, LineTone::Subtle, this));
    column->addSpacing(10);
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
    column->addWidget(m_keep);
    column->addWidget(m_problem);
    column->addStretch(1);
    column->addWidget(m_promise);
    column->addSpacing(6);
    auto* acts = new QHBoxLayout;
    acts->addStretch(1);
    acts->addWidget(notNow);
    acts->addWidget(m_submit);
    column->addLayout(acts);

    connect(m_tabs, &QTabBar::currentChanged, this, &SignInForm::modeChanged);
    connect(close, &QToolButton::clicked, this, &SignInForm::left);
    connect(notNow, &QPushButton::clicked, this, &SignInForm::left);
    connect(m_submit, &QPushButton::clicked, this, &SignInForm::submit);
    connect(m_name, &QLineEdit::textChanged, this, &SignInForm::nameTyped);
    connect(m_password, &QLineEdit::textChanged, this, &SignInForm::passwordTyped);
    connect(m_eye, &QAction::triggered, this, [this] { showPassword(m_password->echoMode() == QLineEdit::Password); });
    setTabOrder(m_password, eyeButton);
    for (QLineEdit* field : {m_shown, m_name, m_password})
        connect(field, &QLineEdit::returnPressed, this, &SignInForm::submit);
}

/// Asked only where there is no keychain: a session that ends with the program is no surprise then.
QWidget* SignInForm::makeKeep()
{
    auto* keep = new QWidget(this);
    keep->setObjectName(u"keepSession"_s);
    auto* about = wrappingLabel(m_look, tr("There is no keychain on this computer to keep the session in."),
                                Type::Small, Tone::Secondary, keep);
    auto* once = new QRadioButton(tr("Only until I close Groundswell"), keep);
    m_keepInFile = new QRadioButton(tr("Keep me signed in, in a file only I can read"), keep);
    m_keepInFile->setObjectName(u"keepInFile"_s);
    once->setChecked(true);
    auto* column = new QVBoxLayout(keep);
    column->setContentsMargins(0, 4, 0, 0);
    column->setSpacing(6);
    column->addWidget(about);
    column->addWidget(once);
    column->addWidget(m_keepInFile);
    keep->hide();
    return keep;
}

void SignInForm::start()
{
    m_village.account().isSessionLasting().then(
        this, [this](const Result<bool>& lasting) { m_keep->setVisible(!lasting.value_or(true)); });
    (m_name->text().isEmpty() ? m_name : m_password)->setFocus(Qt::PopupFocusReason);
}

QString SignInForm::name() const
{
    return m_name->text();
}

void SignInForm::leave()
{
    m_password->clear();
    showPassword(false);
}

void SignInForm::showPassword(bool readable)
{
    m_password->setEchoMode(readable ? QLineEdit::Normal : QLineEdit::Password);
    const QString act = readable ? tr("Hide the password") : tr("Show the password");
    m_eye->setToolTip(act);
    m_password->findChild<QToolButton*>()->setAccessibleName(act);
}

void SignInForm::keyPressEvent(QKeyEvent* event)
{
    // A form is sent from wherever one is in it; only a button does its own thing.
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    auto* button = qobject_cast<QAbstractButton*>(focusWidget());
    if (!enter)
        QWidget::keyPressEvent(event);
    else if (button && !qobject_cast<QRadioButton*>(button))
        button->click();
    else
        submit();
}

bool SignInForm::creates() const
{
    return m_tabs->currentIndex() == 1;
}

void SignInForm::modeChanged()
{
    const bool create = creates();
    for (QWidget* part : {m_horizonRow, static_cast<QWidget*>(m_shownTitle), static_cast<QWidget*>(m_shown),
                          static_cast<QWidget*>(m_nameNote), static_cast<QWidget*>(m_passwordNote)})
        part->setVisible(create);
    m_problem->clear();
    nameTyped();
    passwordTyped();
    showCommunity();
    if (isVisible() && !m_tabs->hasFocus()) (create ? m_shown : m_name)->setFocus(Qt::OtherFocusReason);
}

void SignInForm::setCommunity(const CommunityEntry& community)
{
    m_asksAgain =
        m_asksAgain && community.server == m_community.server && community.reach == CommunityEntry::Reach::Asking;
    m_community = community;
    showCommunity();
}

bool SignInForm::isReachable() const
{
    return m_community.reach == CommunityEntry::Reach::Reachable && m_community.server.isValid();
}

bool SignInForm::isSilent() const
{
    return m_community.reach == CommunityEntry::Reach::Silent && m_community.server.isValid();
}

void SignInForm::showCommunity()
{
    const QString& name = m_community.name;
    const QUrl& url = m_community.server;
    const bool chosen = !url.isEmpty();
    for (QLineEdit* part : {m_shown, m_name, m_password})
        part->setEnabled(chosen);
    m_nameTitle->setText(name.isEmpty() ? tr("Your name there") : tr("Address on %1").arg(name));
    m_host->setText(url.isEmpty() ? QString() : u"@"_s + url.authority());
    m_promise->setText(!chosen                        ? tr("Choose a community first.")
                       : isSilent()                   ? m_community.problem
                       : !isReachable() || !creates() ? QString()
                                                      : tr("%1 asks for no email address.").arg(name));
    nameTyped();
}

void SignInForm::nameTyped()
{
    const QString name = m_name->text();
    const int x = 12 + (name.isEmpty() ? 4 : m_name->fontMetrics().horizontalAdvance(name) + 10);
    m_host->adjustSize();
    m_host->move(x, (m_name->height() - m_host->height()) / 2);
    m_host->setVisible(x + m_host->width() < m_name->width());
    m_nameFree = false;
    ++m_nameRequest;
    if (!creates() || name.isEmpty()) {
        m_nameNote->say(NoteLabel::Mood::Quiet, {});
    } else if (!canBeName(name)) {
        m_nameNote->say(NoteLabel::Mood::Careful, tr("2 to 32 small letters, digits, _ and -"));
    } else {
        m_nameNote->say(NoteLabel::Mood::Quiet, tr("Asking\u2026"));
        m_namePause.start();
    }
    refreshSubmit();
}

void SignInForm::askName()
{
    const quint64 request = ++m_nameRequest;
    m_village.account()
        .isNameFree(m_community.server, m_name->text())
        .then(this, [this, request](const Result<bool>& isFree) {
            if (request != m_nameRequest) return;
            m_nameFree = isFree && *isFree;
            if (!isFree)
                m_nameNote->say(NoteLabel::Mood::Careful, isFree.error().message);
            else
                m_nameNote->say(*isFree ? NoteLabel::Mood::Good : NoteLabel::Mood::Bad,
                                *isFree ? tr("Free to take") : tr("Somebody has this name already"));
            refreshSubmit();
        });
}

void SignInForm::passwordTyped()
{
    const int length = int(m_password->text().size());
    if (!creates() || length == 0)
        m_passwordNote->say(NoteLabel::Mood::Quiet, {});
    else if (length < leastPassword)
        m_passwordNote->say(NoteLabel::Mood::Careful,
                            tr("%n characters so far. Use 12 or a short sentence.", nullptr, length));
    else
        m_passwordNote->say(NoteLabel::Mood::Good, tr("Long enough"));
    refreshSubmit();
}

void SignInForm::refreshSubmit()
{
    m_submit->setText(m_asksAgain  ? tr("Asking\u2026")
                      : isSilent() ? tr("Try again")
                      : creates()  ? tr("Create account")
                                   : tr("Sign in"));
    const bool reachable = isReachable();
    const bool filled = !m_name->text().isEmpty() && !m_password->text().isEmpty();
    const bool good = !creates() || (m_nameFree && m_password->text().size() >= leastPassword);
    m_submit->setEnabled(m_asksAgain || isSilent() || (!m_busy && reachable && filled && good));
    m_submit->setToolTip(!m_submit->isEnabled() && !reachable ? tr("Choose a community that can be reached")
                                                              : QString());
}

void SignInForm::submit()
{
    if (!m_submit->isEnabled() || m_asksAgain) return;
    if (isSilent()) {
        m_asksAgain = true;
        Q_EMIT retryRequested(m_community.server);
        return;
    }
    m_busy = true;
    m_problem->clear();
    refreshSubmit();
    community::Account& account = m_village.account();
    if (!m_keep->isHidden()) account.keepSessionInFile(m_keepInFile->isChecked());
    const auto answer = creates() ? account.registerAccount(m_community.server, m_name->text(),
                                                            m_shown->text().trimmed(), m_password->text())
                                  : account.signIn(m_community.server, m_name->text(), m_password->text());
    QFuture(answer).then(this, [this](const Result<community::AccountView>& result) { finish(result); });
}

void SignInForm::finish(const Result<community::AccountView>& result)
{
    m_busy = false;
    refreshSubmit();
    if (!result) {
        m_problem->setText(result.error().message);
        return;
    }
    m_password->clear();
    Q_EMIT signedIn(*result);
}

} // namespace groundswell::ui

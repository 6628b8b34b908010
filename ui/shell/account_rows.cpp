#include "ui/shell/account_rows.h"

#include "base/clock.h"
#include "community/village.h"
#include "ui/parts/buttons.h"
#include "ui/parts/labels.h"
#include "ui/parts/when_text.h"
#include "ui/shell/setting_rows.h"

#include <QDateTime>
#include <QPushButton>
#include <QVBoxLayout>

#include <utility>

namespace groundswell::ui {

using namespace Qt::StringLiterals;

namespace {

QVBoxLayout* addColumn(QVBoxLayout& to)
{
    auto* column = new QVBoxLayout;
    column->setSpacing(0);
    to.addLayout(column);
    return column;
}

void clear(QVBoxLayout& rows)
{
    while (auto* item = rows.takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater(); // it may hold the button that was just pressed
        delete item;
    }
}

QString usedText(const api::Device& device, const QString& since, qint64 nowMs)
{
    constexpr qint64 minute = 60'000;
    const qint64 ago = nowMs - device.usedAt;
    const QString when = whenText(device.usedAt, nowMs);
    if (ago < minute) return AccountRows::tr("In use now, since %1", "date").arg(since);
    if (ago < 24 * 60 * minute)
        return AccountRows::tr("Last used %1 ago, since %2", "\u201c9 min\u201d, date").arg(when, since);
    return AccountRows::tr("Last used on %1, since %2", "dates").arg(when, since);
}

} // namespace

AccountRows::AccountRows(const Look& look, const Clock& clock, community::Village& village, QWidget* parent)
    : QWidget(parent)
    , m_look(look)
    , m_clock(clock)
    , m_village(village)
    , m_again(makeButton(look, ButtonKind::Quiet, tr("Look again"), u"sync"_s))
{
    setObjectName(u"accountRows"_s);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    m_account = addColumn(*all);
    m_head = new QWidget;
    auto* head = new QVBoxLayout(m_head);
    head->setContentsMargins(0, 0, 0, 0);
    head->setSpacing(0);
    head->addWidget(rowLine());
    head->addWidget(settingRow(look, tr("Where you are signed in"),
                               tr("A device that you end has to sign in again. It keeps what it has not sent."),
                               m_again));
    all->addWidget(m_head);
    m_devices = addColumn(*all);
    m_again->setObjectName(u"lookForDevices"_s);
    m_again->setAccessibleName(tr("Look again where you are signed in"));
    connect(m_again, &QPushButton::clicked, this, &AccountRows::refresh);
    followVillage();
    showAccount();
}

void AccountRows::followVillage()
{
    connect(&m_village.account(), &community::Account::changed, this, [this] {
        ++m_request; // what is on its way is another account's
        m_hasDevices = false;
        clear(*m_devices);
        showAccount();
        if (isVisible()) refresh();
    });
    const auto isOffline = [](const community::SyncStatus& status) {
        return status.flightMode || status.state == community::SyncState::Offline;
    };
    m_wasOffline = isOffline(m_village.status());
    connect(&m_village, &community::Village::statusChanged, this, [this, isOffline](const auto& status) {
        const bool offline = isOffline(status);
        const bool cameBack = std::exchange(m_wasOffline, offline) && !offline;
        if (cameBack && isVisible()) refresh();
    });
}

void AccountRows::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    refresh();
}

void AccountRows::showAccount()
{
    clear(*m_account);
    const auto& account = m_village.account().current();
    const bool signedIn = account && account->signedIn;
    const bool kept = account && !signedIn;
    auto* act = makeButton(m_look, ButtonKind::Standard,
                           signedIn ? tr("Sign out")
                           : kept   ? tr("Sign in again")
                                    : tr("Sign in"));
    act->setObjectName(u"accountAct"_s);
    connect(act, &QPushButton::clicked, this, [this, signedIn] {
        if (signedIn)
            m_village.account().signOut().then(this, [this](const Result<void>& done) {
                if (!done) failed(done.error());
            });
        else
            Q_EMIT signInRequested();
    });
    const QString title = account ? account->person.displayName : tr("Nobody is signed in");
    const QString detail = signedIn
                               ? tr("%1 in %2", "name, community").arg(account->person.name, account->communityName)
                           : kept ? tr("Signed out of %1. What you wrote is kept here.").arg(account->communityName)
                                  : tr("Listening needs no account; writing to others does.");
    m_account->addWidget(settingRow(m_look, title, detail, act));
    m_head->setVisible(signedIn);
}

// ------------------------------------------------------------------ devices

void AccountRows::refresh()
{
    const auto& account = m_village.account().current();
    if (!account || !account->signedIn) return;
    if (!m_hasDevices) showSentence(tr("Asking %1\u2026").arg(account->communityName), Tone::Tertiary);
    m_village.account().devices().then(this,
                                       [this, request = ++m_request](const Result<std::vector<api::Device>>& devices) {
                                           if (request != m_request) return;
                                           if (devices)
                                               showDevices(*devices);
                                           else
                                               failed(devices.error());
                                       });
}

void AccountRows::failed(const Error& error)
{
    m_hasDevices = false;
    showSentence(error.message, Tone::Failed);
}

void AccountRows::showSentence(const QString& text, Tone tone)
{
    clear(*m_devices);
    auto* label = wrappingLabel(m_look, text, Type::Small, tone);
    label->setObjectName(u"devicesSentence"_s);
    label->setContentsMargins(16, 0, 16, 12);
    m_devices->addWidget(label);
}

void AccountRows::showDevices(const std::vector<api::Device>& devices)
{
    m_hasDevices = true;
    clear(*m_devices);
    for (const api::Device& device : devices) {
        m_devices->addWidget(rowLine());
        m_devices->addWidget(makeDevice(device));
    }
}

QWidget* AccountRows::makeDevice(const api::Device& device)
{
    const QString name = device.name.isEmpty() ? tr("A device without a name") : device.name;
    const QString since =
        QLocale().toString(QDateTime::fromMSecsSinceEpoch(device.createdAt).date(), QLocale::ShortFormat);
    QString detail = tr("This device, since %1", "date").arg(since);
    QPushButton* button = nullptr;
    if (!device.isCurrent) {
        detail = usedText(device, since, m_clock.nowMs());
        button = makeButton(m_look, ButtonKind::Danger, tr("End"));
        button->setObjectName(u"endDevice"_s);
        button->setAccessibleName(tr("End the sign-in on %1").arg(name));
        connect(button, &QPushButton::clicked, this, [this, button, device] {
            if (button->hasFocus()) m_again->setFocus(Qt::OtherFocusReason);
            button->setEnabled(false);
            end(device);
        });
    }
    return settingRow(m_look, name, detail, button);
}

void AccountRows::end(const api::Device& device)
{
    m_village.account().endDevice(device.id).then(this, [this](const Result<void>& ended) {
        // One that had ended by itself is what was wanted.
        if (ended || ended.error().code == ErrorCode::NotFound)
            refresh();
        else
            failed(ended.error());
    });
}

} // namespace groundswell::ui

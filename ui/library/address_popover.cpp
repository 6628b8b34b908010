#include "ui/library/address_popover.h"

#include "streaming/streams.h"
#include "ui/library/address_check.h"
#include "ui/parts/buttons.h"
#include "ui/parts/labels.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace groundswell::ui {

AddressPopover::AddressPopover(const Look& look, streaming::Streams& streams, QWidget* parent)
    : Popover(look, tr("Open an address"), 420, parent)
    , m_streams(streams)
    , m_field(new QLineEdit(this))
    , m_note(wrappingLabel(look, {}, Type::Small, Tone::Tertiary, this))
    , m_station(makeButton(look, ButtonKind::Primary, tr("Listen to the station"), {}, this))
    , m_file(makeButton(look, ButtonKind::Standard, tr("Play it as a file"), {}, this))
{
    m_field->setAccessibleName(tr("Address"));
    m_field->setPlaceholderText(tr("https://\u2026"));
    m_field->setMaxLength(2000);
    m_note->setObjectName(u"addressNote"_s);
    m_station->setObjectName(u"listenToStation"_s);
    m_file->setObjectName(u"playAsFile"_s);
    auto* acts = new QHBoxLayout;
    acts->setSpacing(8);
    acts->addStretch(1);
    acts->addWidget(m_file);
    acts->addWidget(m_station);
    column().addWidget(m_field);
    column().addWidget(m_note);
    column().addLayout(acts);
    connect(m_field, &QLineEdit::textChanged, this, &AddressPopover::typed);
    connect(m_field, &QLineEdit::returnPressed, m_station, &QPushButton::click);
    connect(m_station, &QPushButton::clicked, this, [this] {
        const QUrl address = addressOf(m_field->text());
        ask(address, streaming::Streams::radioUrl(address));
    });
    connect(m_file, &QPushButton::clicked, this, [this] {
        const QUrl address = addressOf(m_field->text());
        ask(address, address);
    });
    typed();
}

AddressPopover::~AddressPopover() = default;

QUrl AddressPopover::addressOf(const QString& typed)
{
    QString text = typed.trimmed();
    // A host without its scheme has a dot and, before the path, at most a port: "htp:/x" is a slip, no host "htp".
    static const QRegularExpression bare(
        uR"(^([^\s/:?#]+\.[^\s/:?#]+|localhost|\[[0-9A-Fa-f:.]+\])(:\d+)?([/?#].*)?$)"_s);
    if (bare.match(text).hasMatch()) text.prepend(u"https://"_s);
    const QUrl url(text, QUrl::StrictMode);
    const bool web = url.scheme() == u"https"_s || url.scheme() == u"http"_s;
    return url.isValid() && web && !url.host().isEmpty() && !text.contains(u' ') ? url : QUrl();
}

void AddressPopover::typed()
{
    m_check.reset();
    const bool good = !addressOf(m_field->text()).isEmpty();
    allowAsking(good);
    const bool begun = !m_field->text().trimmed().isEmpty();
    if (begun && !good)
        say(tr("This is no web address yet: it begins with https:// or http://."), Tone::Caution);
    else
        say(tr("An internet radio station, its playlist, or a sound file on the web."), Tone::Tertiary);
}

void AddressPopover::ask(const QUrl& address, const QUrl& source)
{
    if (address.isEmpty()) return;
    m_streams.trust(address); // typed by the person, so it may be in their own network
    allowAsking(false);
    say(tr("Asking %1\u2026", "name of a server").arg(address.host()), Tone::Tertiary);
    m_check = std::make_unique<AddressCheck>(m_streams, source);
    connect(m_check.get(), &AddressCheck::answered, this, [this, address, source] {
        m_check.release()->deleteLater(); // it is still telling
        close();
        Q_EMIT answered(address, source);
    });
    connect(m_check.get(), &AddressCheck::failed, this, [this](const Error& error) {
        m_check.release()->deleteLater();
        allowAsking(true);
        say(error.message, Tone::Failed);
        m_field->setFocus();
        m_field->selectAll();
    });
}

void AddressPopover::say(const QString& text, Tone tone)
{
    setTone(*m_note, tone);
    m_note->setText(text);
    refit();
}

void AddressPopover::allowAsking(bool allowed)
{
    m_station->setEnabled(allowed);
    m_file->setEnabled(allowed);
}

void AddressPopover::showEvent(QShowEvent* event)
{
    Popover::showEvent(event);
    typed();
    m_field->selectAll(); // the last one, to be typed over
}

void AddressPopover::hideEvent(QHideEvent* event)
{
    m_check.reset();
    Popover::hideEvent(event);
}

} // namespace groundswell::ui

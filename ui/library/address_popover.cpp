#include "ui/library/address_popover.h"

#include "ui/parts/buttons.h"
#include "ui/parts/labels.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace groundswell::ui {

AddressPopover::AddressPopover(const Look& look, QWidget* parent)
    : Popover(look, tr("Open an address"), 420, parent)
    , m_field(new QLineEdit(this))
    , m_note(wrappingLabel(look, {}, Type::Small, Tone::Tertiary, this))
    , m_station(makeButton(look, ButtonKind::Primary, tr("Listen to the station"), {}, this))
    , m_file(makeButton(look, ButtonKind::Standard, tr("Play it as a file"), {}, this))
{
    m_field->setAccessibleName(tr("Address"));
    m_field->setPlaceholderText(tr("https://\u2026"));
    m_field->setMaxLength(2000);
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
        const QUrl wanted = address();
        close();
        Q_EMIT stationWanted(wanted);
    });
    connect(m_file, &QPushButton::clicked, this, [this] {
        const QUrl wanted = address();
        close();
        Q_EMIT fileWanted(wanted);
    });
    typed();
}

QUrl AddressPopover::address() const
{
    const QString text = m_field->text().trimmed();
    const QUrl url(text.contains(u"://"_s) ? text : u"https://"_s + text, QUrl::StrictMode);
    const bool web = url.scheme() == u"https"_s || url.scheme() == u"http"_s;
    return url.isValid() && web && !url.host().isEmpty() && !text.contains(u' ') ? url : QUrl();
}

void AddressPopover::typed()
{
    const bool good = !address().isEmpty();
    m_station->setEnabled(good);
    m_file->setEnabled(good);
    const bool begun = !m_field->text().trimmed().isEmpty();
    setTone(*m_note, begun && !good ? Tone::Caution : Tone::Tertiary);
    m_note->setText(begun && !good ? tr("This is no web address yet: it begins with https:// or http://.")
                                   : tr("An internet radio station, its playlist, or a sound file on the web."));
}

} // namespace groundswell::ui

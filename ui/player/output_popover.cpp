#include "ui/player/output_popover.h"

#include "ui/parts/labels.h"
#include "ui/parts/surface.h"

#include <QButtonGroup>
#include <QLabel>
#include <QRadioButton>
#include <QVBoxLayout>

namespace groundswell::ui {

OutputPopover::OutputPopover(const Look& look, media::Player& player, QWidget* parent)
    : Popover(look, tr("Sound comes from"), 320, parent)
    , m_player(player)
    , m_list(new QWidget(this))
    , m_state(wrappingLabel(look, {}, Type::Small, Tone::Tertiary, this))
{
    auto* list = new QVBoxLayout(m_list);
    list->setContentsMargins(0, 0, 0, 0);
    list->setSpacing(10);
    column().addWidget(m_list);
    column().addSpacing(4);
    m_line = makeLine(Qt::Horizontal, LineTone::Subtle, this);
    column().addWidget(m_line);
    column().addWidget(m_state);
    // Queued: a device's button is not made anew while it is being pressed.
    connect(&player, &media::Player::outputDevicesChanged, this, &OutputPopover::fill, Qt::QueuedConnection);
    connect(&player, &media::Player::outputChanged, this, &OutputPopover::fill, Qt::QueuedConnection);
    fill();
}

void OutputPopover::fill()
{
    const QList<media::OutputDevice> devices = m_player.outputDevices();
    const QString& chosen = m_player.soundSettings().deviceId;
    delete m_choice;
    m_choice = new QButtonGroup(this);
    qDeleteAll(m_list->findChildren<QRadioButton*>(Qt::FindDirectChildrenOnly));
    const auto add = [&](const QString& text, const QString& id) {
        auto* button = new QRadioButton(QString(text).replace(u'&', QStringLiteral("&&")), m_list);
        button->setChecked(id == chosen);
        m_choice->addButton(button);
        m_list->layout()->addWidget(button);
        connect(button, &QRadioButton::clicked, this, [this, id] {
            media::SoundSettings settings = m_player.soundSettings();
            settings.deviceId = id;
            m_player.setSoundSettings(std::move(settings));
        });
    };
    QString usual;
    for (const auto& device : devices) {
        if (device.isDefault) usual = device.name;
    }
    add(usual.isEmpty() ? tr("What the system uses") : tr("What the system uses (%1)", "device").arg(usual), {});
    bool found = chosen.isEmpty();
    for (const auto& device : devices) {
        add(device.name, device.id);
        found = found || device.id == chosen;
    }
    // An unplugged device stays chosen: it is used again when it is back.
    if (!found) add(tr("The device you chose (not here at the moment)"), chosen);
    tell();
    refit();
}

void OutputPopover::showEvent(QShowEvent* event)
{
    tell();
    Popover::showEvent(event);
    refit();
}

/// Only what is wrong is said.
void OutputPopover::say(const QString& text)
{
    m_state->setText(text);
    m_state->setVisible(!text.isEmpty());
    m_line->setVisible(!text.isEmpty());
}

void OutputPopover::tell()
{
    if (m_player.outputDevices().isEmpty()) {
        say(tr("There is no sound device here. Songs run on in silence until there is one."));
        return;
    }
    const auto gaps = static_cast<int>(m_player.underruns());
    say(gaps == 0 ? QString() : tr("%n gap(s) in the sound since the start.", nullptr, gaps));
}

} // namespace groundswell::ui

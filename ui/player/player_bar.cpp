#include "ui/player/player_bar.h"

#include "ui/parts/buttons.h"
#include "ui/parts/surface.h"
#include "ui/player/cover_seed.h"
#include "ui/player/equaliser_popover.h"
#include "ui/player/now_playing.h"
#include "ui/player/output_popover.h"
#include "ui/player/practice_popover.h"
#include "ui/player/transport.h"
#include "ui/player/volume_control.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace groundswell::ui {

namespace {
constexpr int groupWidth = 430;
}

PlayerBar::PlayerBar(const Look& look, media::Player& player, QWidget* parent)
    : QWidget(parent)
    , m_look(look)
    , m_player(player)
    , m_swell(new SwellWidget(look, this))
    , m_now(new NowPlaying(look, this))
    , m_transport(new Transport(look, player, this))
    , m_right(new QWidget(this))
    , m_volume(new VolumeControl(look, player))
    , m_divider(makeLine(Qt::Vertical, LineTone::Strong))
{
    setFixedHeight(tallFor(look));
    setAccessibleName(tr("Player"));
    struct Page
    {
        PanelPage page;
        QString icon;
        QString name;
        Qt::Key key;
    };
    const std::array<Page, panelPageCount> pages{{{PanelPage::Comments, u"comment"_s, tr("Comments"), Qt::Key_1},
                                                  {PanelPage::Lyrics, u"lyrics"_s, tr("Lyrics"), Qt::Key_2},
                                                  {PanelPage::Translate, u"translate"_s, tr("Translate"), Qt::Key_3},
                                                  {PanelPage::Queue, u"queue"_s, tr("Queue"), Qt::Key_4}}};
    auto* row = new QHBoxLayout(m_right);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(2);
    row->addStretch();
    for (const auto& page : pages) {
        auto* button = makeIconButton(look, page.icon, page.name, QKeySequence(Qt::CTRL | page.key));
        button->setCheckable(true);
        m_pages[static_cast<size_t>(page.page)] = button;
        row->addWidget(button);
        connect(button, &QToolButton::clicked, this, [this, page = page.page] { Q_EMIT panelPageToggled(page); });
    }
    m_divider->setFixedHeight(20);
    row->addSpacing(10);
    row->addWidget(m_divider);
    row->addSpacing(10);
    row->addWidget(m_volume);
    row->addSpacing(8);
    row->addWidget(addSoundButton(SoundPart::Output, u"device"_s, tr("Output")));
    row->addWidget(addSoundButton(SoundPart::Equaliser, u"waveform"_s, tr("Equaliser")));
    row->addWidget(addSoundButton(SoundPart::Practice, u"speed"_s, tr("Speed and repeat")));
    row->addSpacing(12);

    connect(m_swell, &SwellWidget::seekRequested, &player, &media::Player::seek);
    connect(&player, &media::Player::positionChanged, m_swell, &SwellWidget::setPosition);
    connect(&player, &media::Player::durationChanged, m_swell, &SwellWidget::setDuration);
    connect(&player, &media::Player::currentChanged, this, &PlayerBar::showCurrent);
    connect(&player.queue(), &media::PlayQueue::entryChanged, this, &PlayerBar::showCurrent);
    connect(m_now, &NowPlaying::clicked, this, &PlayerBar::revealRequested);
    connect(&look, &Look::changed, this, [this] {
        for (Popover*& popover : m_sound) { // built with the widths of before: the next opening makes a new one
            if (popover && !popover->isVisible()) std::exchange(popover, nullptr)->deleteLater();
        }
        setFixedHeight(tallFor(m_look));
        layOut();
        update();
    });
    const auto showSound = [this] { showPractice(); };
    connect(&player, &media::Player::soundSettingsChanged, this, showSound);
    connect(&player, &media::Player::outputChanged, this, showSound);
    connect(&player.practice(), &media::Practice::speedChanged, this, showSound);
    connect(&player.practice(), &media::Practice::loopChanged, this, showSound);
    showCurrent();
    showPractice();
}

int PlayerBar::tallFor(const Look& look) noexcept
{
    return tokens::sizePlayerSwell + look.px(tokens::sizePlayerControls);
}

// ------------------------------------------------------------------ the sound

QToolButton* PlayerBar::addSoundButton(SoundPart part, const QString& icon, const QString& name)
{
    auto* button = makeIconButton(m_look, icon, name);
    button->setCheckable(true);
    m_soundButtons[static_cast<size_t>(part)] = button;
    connect(button, &QToolButton::clicked, this, [this, part] {
        showPractice(); // a click does not change what the button tells
        openSound(part);
    });
    return button;
}

Popover* PlayerBar::makeSound(SoundPart part)
{
    switch (part) {
    case SoundPart::Output: return new OutputPopover(m_look, m_player, this);
    case SoundPart::Equaliser: return new EqualiserPopover(m_look, m_player, this);
    case SoundPart::Practice: break;
    }
    auto* practice = new PracticePopover(m_look, m_player, this);
    practice->setLineAt(m_lineAt);
    return practice;
}

Popover& PlayerBar::openSound(SoundPart part)
{
    const auto index = static_cast<size_t>(part);
    auto* button = m_soundButtons[index];
    if (!m_sound[index]) {
        m_sound[index] = makeSound(part);
        connect(m_sound[index], &Popover::closed, button, [button] { button->setDown(false); });
    }
    m_sound[index]->openAt(*button);
    button->setDown(true); // whose it is that is open
    return *m_sound[index];
}

void PlayerBar::setLineAt(std::function<std::optional<std::pair<qint64, qint64>>(qint64)> lineAt)
{
    m_lineAt = std::move(lineAt);
    if (auto* made = m_sound[static_cast<size_t>(SoundPart::Practice)])
        static_cast<PracticePopover*>(made)->setLineAt(m_lineAt);
}

/// The buttons tell what is not as usual: an equaliser that shapes, another speed, a part that repeats.
void PlayerBar::showPractice()
{
    const auto& loop = m_player.practice().loop();
    m_swell->setLoop(loop ? std::optional(std::pair(loop->fromMs, loop->toMs)) : std::nullopt);
    const bool practising = loop || m_player.practice().speed() != 1;
    m_soundButtons[static_cast<size_t>(SoundPart::Practice)]->setChecked(practising);
    m_soundButtons[static_cast<size_t>(SoundPart::Equaliser)]->setChecked(
        m_player.soundSettings().equaliserFor(m_player.outputId()).on);
    m_soundButtons[static_cast<size_t>(SoundPart::Output)]->setChecked(!m_player.soundSettings().deviceId.isEmpty());
}

void PlayerBar::setCover(const QImage& cover)
{
    m_now->setCover(cover);
}

void PlayerBar::showStation(const QUrl& source, const QString& title, const QString& name)
{
    const auto entry = m_player.current();
    if (!entry || entry->source != source) return;
    m_now->setTrack(title.isEmpty() ? entry->title : title, name.isEmpty() ? entry->artist : name, source.toString());
}

void PlayerBar::setOpenPage(std::optional<PanelPage> page)
{
    for (size_t i = 0; i < m_pages.size(); ++i)
        m_pages[i]->setChecked(page && static_cast<size_t>(*page) == i);
    showPages();
}

/// What belongs to a song has nothing to show without one. A page that is open can be closed all the same, and the
/// queue takes songs while it is empty.
void PlayerBar::showPages()
{
    const bool plays = m_player.current().has_value();
    for (size_t i = 0; i < m_pages.size(); ++i) {
        auto* button = m_pages[i];
        button->setEnabled(plays || button->isChecked() || static_cast<PanelPage>(i) == PanelPage::Queue);
        nameIconButton(*button, button->accessibleName(), QKeySequence(Qt::CTRL | Qt::Key(Qt::Key_1 + int(i))));
        if (!button->isEnabled())
            button->setToolTip(tr("%1: no song is playing", "Comments").arg(button->accessibleName()));
    }
}

void PlayerBar::setPanelAvailable(bool available)
{
    for (auto* button : m_pages)
        button->setVisible(available);
    m_divider->setVisible(available);
}

void PlayerBar::showCurrent()
{
    showPages();
    const auto entry = m_player.current();
    if (!entry) {
        m_now->clear();
        m_swell->setDuration(0);
        m_swell->setPosition(0);
        return;
    }
    m_now->setTrack(entry->title, entry->artist, coverSeed(*entry));
    m_swell->setDuration(m_player.durationMs());
    m_swell->setPosition(m_player.positionMs());
}

void PlayerBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect().adjusted(0, tokens::sizePlayerSwell, 0, 0), m_look.theme().bgWater);
}

void PlayerBar::resizeEvent(QResizeEvent*)
{
    layOut();
}

void PlayerBar::layOut()
{
    // The transport stands in the window's middle whatever the groups beside it need.
    const int top = tokens::sizePlayerSwell;
    const int tall = m_look.px(tokens::sizePlayerControls);
    const int middle = m_transport->sizeHint().width();
    const int side = std::min(m_look.px(groupWidth), (width() - middle) / 2 - 8);
    m_volume->setSliderVisible(side >= m_look.px(380));
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    m_swell->setGeometry(0, 0, width(), top);
    m_now->setGeometry(mirrored ? width() - side : 0, top, side, tall);
    m_right->setGeometry(mirrored ? 0 : width() - side, top, side, tall);
    m_transport->setGeometry((width() - middle) / 2, top, middle, tall);
}

} // namespace groundswell::ui

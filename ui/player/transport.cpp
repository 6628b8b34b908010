#include "ui/player/transport.h"

#include "ui/parts/buttons.h"

#include <QHBoxLayout>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace groundswell::ui {

Transport::Transport(const Look& look, media::Player& player, QWidget* parent)
    : QWidget(parent)
    , m_look(look)
    , m_player(player)
    , m_shuffle(makeIconButton(look, u"shuffle"_s, tr("Shuffle")))
    , m_previous(makeIconButton(look, u"prev"_s, tr("Previous"), QKeySequence(Qt::CTRL | Qt::Key_Left)))
    , m_play(makeIconButton(look, u"play"_s, tr("Play")))
    , m_next(makeIconButton(look, u"next"_s, tr("Next"), QKeySequence(Qt::CTRL | Qt::Key_Right)))
    , m_repeat(makeIconButton(look, u"repeat"_s, tr("Repeat")))
{
    setLayoutDirection(Qt::LeftToRight);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    m_play->setProperty("kind", u"play"_s);
    followLook(look, m_play, [play = m_play, &look] {
        play->setProperty("ringRadius", look.px(tokens::sizeControlPlay) / 2.0 + 4);
        play->setIconSize({look.px(20), look.px(20)});
    });
    for (auto* button : {m_previous, m_next})
        button->setIcon(look.icon(button == m_next ? u"next"_s : u"prev"_s, Tone::Primary));
    for (auto* button : {m_shuffle, m_repeat}) {
        button->setCheckable(true);
        button->setProperty("quietToggle", true);
    }
    row->addWidget(m_shuffle);
    row->addWidget(m_previous);
    row->addSpacing(4);
    row->addWidget(m_play);
    row->addSpacing(4);
    row->addWidget(m_next);
    row->addWidget(m_repeat);

    auto& queue = player.queue();
    connect(m_play, &QToolButton::clicked, &player, &media::Player::toggle);
    connect(m_next, &QToolButton::clicked, &player, &media::Player::next);
    connect(m_previous, &QToolButton::clicked, &player, &media::Player::previous);
    connect(m_shuffle, &QToolButton::clicked, this, [this](bool on) { m_player.queue().setShuffle(on); });
    connect(m_repeat, &QToolButton::clicked, this, [this] {
        using media::RepeatMode;
        const auto now = m_player.queue().repeat();
        m_player.queue().setRepeat(now == RepeatMode::Off   ? RepeatMode::All
                                   : now == RepeatMode::All ? RepeatMode::One
                                                            : RepeatMode::Off);
        showModes();
    });
    connect(&player, &media::Player::stateChanged, this, &Transport::showState);
    connect(&player, &media::Player::currentChanged, this, &Transport::showState);
    connect(&queue, &media::PlayQueue::rowsInserted, this, &Transport::showState);
    connect(&queue, &media::PlayQueue::rowsRemoved, this, &Transport::showState);
    connect(&queue, &media::PlayQueue::wasReset, this, &Transport::showState);
    connect(&queue, &media::PlayQueue::repeatChanged, this, &Transport::showModes);
    connect(&queue, &media::PlayQueue::shuffleChanged, this, &Transport::showModes);
    showState();
    showModes();
}

void Transport::showState()
{
    const bool playing = m_player.state() == media::PlayState::Playing;
    const bool any = m_player.queue().size() > 0;
    m_play->setIcon(m_look.fixedIcon(playing ? u"pause"_s : u"play"_s, Tone::Inverse));
    nameIconButton(*m_play, playing ? tr("Pause") : tr("Play"), QKeySequence(Qt::Key_Space));
    m_play->setEnabled(any);
    m_previous->setEnabled(any);
    for (auto* button : {m_next, m_shuffle, m_repeat})
        button->setEnabled(any);
}

void Transport::showModes()
{
    const auto repeat = m_player.queue().repeat();
    m_shuffle->setChecked(m_player.queue().shuffle());
    m_repeat->setChecked(repeat != media::RepeatMode::Off);
    m_repeat->setIcon(m_look.icon(repeat == media::RepeatMode::One ? u"repeat-one"_s : u"repeat"_s));
    nameIconButton(*m_repeat, repeat == media::RepeatMode::Off   ? tr("Repeat")
                              : repeat == media::RepeatMode::All ? tr("Repeat: all")
                                                                 : tr("Repeat: this song"));
}

} // namespace groundswell::ui

#include "ui/player/practice_popover.h"

#include "ui/parts/buttons.h"
#include "ui/parts/labels.h"
#include "ui/parts/surface.h"
#include "ui/player/time_text.h"

#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSlider>
#include <QVBoxLayout>

#include <cmath>

using namespace Qt::StringLiterals;

namespace groundswell::ui {

namespace {
constexpr int mostPreRoll = 4; ///< s
}

PracticePopover::PracticePopover(const Look& look, media::Player& player, QWidget* parent)
    : Popover(look, tr("Practise"), 340, parent)
    , m_player(player)
{
    addSpeed();
    column().addSpacing(4);
    column().addWidget(makeLine(Qt::Horizontal, LineTone::Subtle, this));
    addLoop();
    connect(&player.practice(), &media::Practice::speedChanged, this, &PracticePopover::showSpeed);
    connect(&player.practice(), &media::Practice::loopChanged, this, &PracticePopover::showLoop);
    connect(&player, &media::Player::currentChanged, this, [this] {
        m_start.reset();
        showLoop();
    });
    showSpeed();
    showLoop();
}

void PracticePopover::setLineAt(std::function<std::optional<std::pair<qint64, qint64>>(qint64)> lineAt)
{
    m_lineAt = std::move(lineAt);
    m_line->setVisible(m_lineAt != nullptr);
}

void PracticePopover::addSpeed()
{
    m_speedText = plainLabel(m_look, {}, Type::Strong, Tone::Primary, this);
    addToTitle(m_speedText);
    m_speed = new QSlider(Qt::Horizontal, this);
    m_speed->setRange(int(media::Practice::Slowest * 100), int(media::Practice::Fastest * 100));
    m_speed->setSingleStep(5);
    m_speed->setPageStep(25);
    m_speed->setAccessibleName(tr("Speed in per cent; the pitch is kept"));
    column().addWidget(m_speed);
    connect(m_speed, &QSlider::valueChanged, this,
            [this](int value) { m_player.practice().setSpeed(std::abs(value - 100) <= 2 ? 1 : value / 100.0); });
    auto* chips = new QHBoxLayout;
    chips->setSpacing(6);
    for (const double speed : {0.5, 0.75, 0.9, 1.0, 1.25, 1.5}) {
        const QString text = tr("%1\u00d7", "speed").arg(QLocale().toString(speed));
        auto* chip = makeButton(m_look, ButtonKind::Chip, text, {}, this);
        chip->setAccessibleName(tr("Speed %1").arg(text));
        connect(chip, &QPushButton::clicked, this, [this, speed] { m_player.practice().setSpeed(speed); });
        connect(&m_player.practice(), &media::Practice::speedChanged, chip,
                [chip, speed](double now) { chip->setChecked(qFuzzyCompare(now, speed)); });
        chip->setChecked(qFuzzyCompare(m_player.practice().speed(), speed));
        chips->addWidget(chip);
    }
    chips->addStretch(1);
    column().addLayout(chips);
    column().addWidget(plainLabel(m_look, tr("The pitch is kept."), Type::Small, Tone::Tertiary, this));
}

void PracticePopover::addLoop()
{
    m_loopText = plainLabel(m_look, {}, Type::Label, Tone::Primary, this);
    column().addWidget(m_loopText);
    m_from = makeButton(m_look, ButtonKind::Standard, tr("From here"), {}, this, ButtonSize::Small);
    m_to = makeButton(m_look, ButtonKind::Standard, tr("To here"), {}, this, ButtonSize::Small);
    m_line = makeButton(m_look, ButtonKind::Standard, tr("This line"), u"lyrics"_s, this, ButtonSize::Small);
    m_clear = makeButton(m_look, ButtonKind::Quiet, tr("Play on"), {}, this, ButtonSize::Small);
    m_line->hide();
    m_from->setToolTip(tr("The part to repeat begins where the song is now"));
    m_to->setToolTip(tr("The part to repeat ends where the song is now"));
    m_line->setToolTip(tr("Repeats the line that is sung now"));
    auto* acts = new QHBoxLayout;
    acts->setSpacing(6);
    for (auto* button : {m_from, m_to, m_line})
        acts->addWidget(button);
    acts->addStretch(1);
    acts->addWidget(m_clear);
    column().addLayout(acts);
    auto* before = new QHBoxLayout;
    before->setSpacing(12);
    m_preRoll = new QSlider(Qt::Horizontal, this);
    m_preRoll->setRange(0, mostPreRoll);
    m_preRoll->setPageStep(1);
    m_preRoll->setFixedWidth(m_look.px(110));
    m_preRoll->setAccessibleName(tr("Seconds before each round"));
    m_preRollText = plainLabel(m_look, {}, Type::Small, Tone::Secondary, this);
    before->addWidget(plainLabel(m_look, tr("Run-up"), Type::Label, Tone::Primary, this));
    before->addStretch(1);
    before->addWidget(m_preRoll);
    before->addWidget(m_preRollText);
    column().addLayout(before);
    connect(m_from, &QPushButton::clicked, this, &PracticePopover::setStart);
    connect(m_to, &QPushButton::clicked, this, &PracticePopover::setEnd);
    connect(m_line, &QPushButton::clicked, this, &PracticePopover::loopLine);
    connect(m_clear, &QPushButton::clicked, this, [this] {
        m_start.reset();
        m_player.practice().setLoop(std::nullopt);
        showLoop();
    });
    connect(m_preRoll, &QSlider::valueChanged, this, &PracticePopover::setPreRoll);
}

void PracticePopover::setStart()
{
    const qint64 now = m_player.positionMs();
    const auto& loop = m_player.practice().loop();
    if (loop && loop->toMs > now) {
        m_player.practice().setLoop(media::Loop{now, loop->toMs, m_preRoll->value() * 1000LL});
        return;
    }
    m_start = now;
    m_player.practice().setLoop(std::nullopt);
    showLoop();
}

void PracticePopover::setEnd()
{
    const auto& loop = m_player.practice().loop();
    const qint64 from = m_start ? *m_start : loop ? loop->fromMs : 0;
    const qint64 now = m_player.positionMs();
    if (now - from < media::Practice::ShortestLoopMs) return;
    m_start.reset();
    m_player.practice().setLoop(media::Loop{from, now, m_preRoll->value() * 1000LL});
}

void PracticePopover::loopLine()
{
    const auto line = m_lineAt ? m_lineAt(m_player.positionMs()) : std::nullopt;
    if (!line) return;
    m_start.reset();
    m_player.practice().setLoop(media::Loop{line->first, line->second, m_preRoll->value() * 1000LL});
}

void PracticePopover::setPreRoll(int seconds)
{
    m_preRollText->setText(tr("%n s", "seconds of run-up", seconds));
    if (auto loop = m_player.practice().loop()) {
        loop->preRollMs = seconds * 1000LL;
        m_player.practice().setLoop(loop);
    }
}

void PracticePopover::showSpeed()
{
    const double speed = m_player.practice().speed();
    const QSignalBlocker quiet(m_speed);
    m_speed->setValue(qRound(speed * 100));
    m_speedText->setText(tr("%1\u00d7", "speed").arg(QLocale().toString(speed, 'g', 3)));
}

void PracticePopover::showLoop()
{
    const auto& loop = m_player.practice().loop();
    const bool any = m_player.current().has_value();
    m_loopText->setText(loop      ? tr("Repeats %1 to %2", "times").arg(timeText(loop->fromMs), timeText(loop->toMs))
                        : m_start ? tr("From %1 to\u2026", "time").arg(timeText(*m_start))
                                  : tr("Repeat a part"));
    for (auto* button : {m_from, m_to, m_line})
        button->setEnabled(any);
    m_clear->setEnabled(loop || m_start);
    const QSignalBlocker quiet(m_preRoll);
    if (loop) m_preRoll->setValue(static_cast<int>(loop->preRollMs / 1000));
    m_preRollText->setText(tr("%n s", "seconds of run-up", m_preRoll->value()));
}

} // namespace groundswell::ui

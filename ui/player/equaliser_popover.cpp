#include "ui/player/equaliser_popover.h"

#include "ui/parts/labels.h"
#include "ui/parts/surface.h"
#include "ui/parts/switch_button.h"
#include "ui/player/response_curve.h"
#include "ui/player/spectrum_bars.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QLabel>
#include <QLocale>
#include <QScopedValueRollback>
#include <QSlider>
#include <QStyle>
#include <QVBoxLayout>

#include <cmath>

using namespace Qt::StringLiterals;

namespace groundswell::ui {

namespace {

constexpr int steps = 2;     ///< slider steps a dB
constexpr int fadeSteps = 2; ///< slider steps a second
constexpr int bandHeight = 132;

QString bandLabel(double hz)
{
    return hz < 1000 ? QLocale().toString(std::floor(hz), 'f', 0) : QLocale().toString(hz / 1000, 'f', 0) + u'k';
}

QString decibels(double db)
{
    return EqualiserPopover::tr("%1%2 dB", "sign, number")
        .arg(db > 0 ? u"+"_s : QString(), QLocale().toString(db, 'f', 1));
}

} // namespace

EqualiserPopover::EqualiserPopover(const Look& look, media::Player& player, QWidget* parent)
    : Popover(look, tr("Equaliser"), 468, parent)
    , m_player(player)
    , m_on(new SwitchButton(look, tr("Equaliser"), this))
    , m_presets(new QComboBox(this))
{
    m_presets->setAccessibleName(tr("Preset"));
    m_presets->addItem(tr("Your own curve"), QString());
    for (const auto& preset : media::equaliserPresets())
        m_presets->addItem(QCoreApplication::translate("EqualiserPreset", preset.name), QString(preset.id));
    addToTitle(m_presets);
    addToTitle(m_on);
    addBands();
    column().addWidget(makeLine(Qt::Horizontal, LineTone::Subtle, this));
    addLevel();
    addShape();
    connect(m_on, &QAbstractButton::toggled, this,
            [this](bool on) { changeEqualiser([on](media::EqualiserSetting& setting) { setting.on = on; }); });
    connect(m_presets, &QComboBox::activated, this, [this] {
        const QString id = m_presets->currentData().toString();
        const auto curve = media::equaliserPreset(id);
        changeEqualiser([&](media::EqualiserSetting& setting) {
            setting.preset = id;
            setting.on = true;
            if (curve) setting.curve = *curve;
        });
    });
    const auto refresh = [this] { show(m_player.soundSettings()); };
    connect(&player, &media::Player::soundSettingsChanged, this, refresh);
    connect(&player, &media::Player::outputChanged, this, refresh);
    refresh();
}

// ------------------------------------------------------------------ controls

QSlider* EqualiserPopover::addBand(QBoxLayout& row, const QString& name, const QString& label)
{
    auto* slider = new QSlider(Qt::Vertical, this);
    slider->setRange(-int(media::EqualiserMostGainDb) * steps, int(media::EqualiserMostGainDb) * steps);
    slider->setPageStep(3 * steps);
    slider->setFixedHeight(m_look.px(bandHeight));
    slider->setProperty("centred", true);
    slider->setAccessibleName(name);
    auto* column = new QVBoxLayout;
    column->setSpacing(4);
    column->addWidget(slider, 0, Qt::AlignHCenter);
    column->addWidget(plainLabel(m_look, label, Type::Caption, Tone::Tertiary, this), 0, Qt::AlignHCenter);
    row.addLayout(column, 1);
    connect(slider, &QSlider::valueChanged, this, &EqualiserPopover::bandMoved);
    return slider;
}

void EqualiserPopover::addBands()
{
    auto* ground = new SpectrumBars(m_look, m_player, this);
    auto* over = new QVBoxLayout(ground);
    over->setContentsMargins(0, 0, 0, 0);
    m_curve = new ResponseCurve(m_look, ground);
    over->addWidget(m_curve);
    column().addWidget(ground);
    auto* row = new QHBoxLayout;
    row->setSpacing(0);
    m_preamp = addBand(*row, tr("Preamp"), tr("Pre"));
    row->addSpacing(8);
    for (size_t i = 0; i < m_bands.size(); ++i) {
        const double hz = media::EqualiserBandsHz[i];
        m_bands[i] = addBand(*row, tr("%1 hertz").arg(hz), bandLabel(hz));
    }
    column().addLayout(row);
    m_device = plainLabel(m_look, {}, Type::Small, Tone::Tertiary, this);
    column().addWidget(m_device);
}

void EqualiserPopover::addRow(const QString& title, QWidget* control)
{
    auto* row = new QHBoxLayout;
    row->setSpacing(12);
    row->addWidget(plainLabel(m_look, title, Type::Label, Tone::Primary, this));
    row->addStretch(1);
    row->addWidget(control);
    column().addLayout(row);
}

void EqualiserPopover::addLevel()
{
    m_gain = new QComboBox(this);
    m_gain->setAccessibleName(tr("Even out how loud songs are"));
    using Mode = media::ReplayGainMode;
    for (const auto& [mode, text] : {std::pair(Mode::Off, tr("As they are")),
                                     {Mode::Track, tr("Each song alike")},
                                     {Mode::Album, tr("Each album alike")},
                                     {Mode::Auto, tr("Albums in order, else songs")}})
        m_gain->addItem(text, static_cast<int>(mode));
    connect(m_gain, &QComboBox::activated, this, [this] {
        change([mode = static_cast<Mode>(m_gain->currentData().toInt())](media::SoundSettings& settings) {
            settings.replayGain.mode = mode;
        });
    });
    addRow(tr("Even out how loud songs are"), m_gain);
    m_limiter = new SwitchButton(m_look, tr("Limit what is too loud"), this);
    connect(m_limiter, &QAbstractButton::toggled, this,
            [this](bool on) { change([on](media::SoundSettings& settings) { settings.limiter = on; }); });
    addRow(tr("Limit what is too loud"), m_limiter);
}

void EqualiserPopover::addShape()
{
    const auto slider = [this](const QString& name, int least, int most, QLabel*& text) {
        auto* made = new QSlider(Qt::Horizontal, this);
        made->setRange(least, most);
        made->setFixedWidth(m_look.px(150));
        made->setAccessibleName(name);
        text = plainLabel(m_look, {}, Type::Small, Tone::Secondary, this);
        text->setFixedWidth(m_look.px(76));
        text->setAlignment(QStyle::visualAlignment(layoutDirection(), Qt::AlignRight) | Qt::AlignAbsolute |
                           Qt::AlignVCenter);
        auto* both = new QWidget(this);
        auto* row = new QHBoxLayout(both);
        row->setContentsMargins(0, 0, 0, 0);
        row->addWidget(made);
        row->addWidget(text);
        addRow(name, both);
        return made;
    };
    m_balance = slider(tr("Balance"), -20, 20, m_balanceText);
    m_balance->setProperty("centred", true);
    connect(m_balance, &QSlider::valueChanged, this, [this](int value) {
        // The middle holds a little, so that it is found by hand.
        change([value](media::SoundSettings& settings) { settings.balance = std::abs(value) <= 1 ? 0 : value / 20.0; });
    });
    m_crossfade = slider(tr("Crossfade"), 0, int(media::SoundSettings::LongestCrossfade) * fadeSteps, m_crossfadeText);
    connect(m_crossfade, &QSlider::valueChanged, this, [this](int value) {
        change([value](media::SoundSettings& settings) { settings.crossfadeSeconds = double(value) / fadeSteps; });
    });
    m_insideAlbums = new SwitchButton(m_look, tr("Crossfade also inside an album"), this);
    connect(m_insideAlbums, &QAbstractButton::toggled, this,
            [this](bool on) { change([on](media::SoundSettings& settings) { settings.crossfadeInsideAlbums = on; }); });
    addRow(tr("Crossfade also inside an album"), m_insideAlbums);
}

// ------------------------------------------------------------------ settings

void EqualiserPopover::change(const Change& edit)
{
    if (m_showing) return;
    media::SoundSettings settings = m_player.soundSettings();
    edit(settings);
    m_player.setSoundSettings(std::move(settings));
}

void EqualiserPopover::changeEqualiser(const std::function<void(media::EqualiserSetting&)>& edit)
{
    change([&](media::SoundSettings& settings) {
        media::EqualiserSetting setting = settings.equaliserFor(m_player.outputId());
        edit(setting);
        settings.equalisers.insert(m_player.outputId(), setting);
    });
}

void EqualiserPopover::bandMoved()
{
    changeEqualiser([this](media::EqualiserSetting& setting) {
        for (size_t i = 0; i < m_bands.size(); ++i)
            setting.curve.gainsDb[i] = double(m_bands[i]->value()) / steps;
        setting.curve.preampDb = double(m_preamp->value()) / steps;
        setting.preset.clear();
        setting.on = true;
    });
}

void EqualiserPopover::show(const media::SoundSettings& settings)
{
    const QScopedValueRollback showing(m_showing, true);
    showEqualiser(settings.equaliserFor(m_player.outputId()));
    m_gain->setCurrentIndex(m_gain->findData(static_cast<int>(settings.replayGain.mode)));
    m_limiter->setChecked(settings.limiter);
    m_balance->setValue(qRound(settings.balance * 20));
    const int percent = qRound(std::abs(settings.balance) * 100);
    m_balanceText->setText(percent == 0             ? tr("Middle")
                           : settings.balance < 0.0 ? tr("%1 % left").arg(percent)
                                                    : tr("%1 % right").arg(percent));
    m_crossfade->setValue(qRound(settings.crossfadeSeconds * fadeSteps));
    m_crossfadeText->setText(settings.crossfadeSeconds > 0
                                 ? tr("%1 s", "seconds").arg(QLocale().toString(settings.crossfadeSeconds, 'f', 1))
                                 : tr("No gap"));
    m_insideAlbums->setChecked(settings.crossfadeInsideAlbums);
    m_insideAlbums->setEnabled(settings.crossfadeSeconds > 0);
}

void EqualiserPopover::showEqualiser(const media::EqualiserSetting& setting)
{
    m_on->setChecked(setting.on);
    m_presets->setCurrentIndex(std::max(0, m_presets->findData(setting.preset)));
    for (size_t i = 0; i < m_bands.size(); ++i) {
        m_bands[i]->setValue(qRound(setting.curve.gainsDb[i] * steps));
        m_bands[i]->setToolTip(decibels(setting.curve.gainsDb[i]));
    }
    m_preamp->setValue(qRound(setting.curve.preampDb * steps));
    m_preamp->setToolTip(decibels(setting.curve.preampDb));
    m_curve->setCurve(setting.curve, setting.on);
    const auto dim = [&setting](QSlider& slider) {
        slider.setProperty("dimmed", !setting.on);
        slider.update();
    };
    dim(*m_preamp);
    for (QSlider* band : m_bands)
        dim(*band);
    const QString name = m_player.outputName();
    m_device->setText(name.isEmpty() ? tr("Used until there is a sound device")
                                     : tr("Used with %1", "device").arg(name));
}

} // namespace groundswell::ui

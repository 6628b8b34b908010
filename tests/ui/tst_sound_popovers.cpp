#include "media/sound_tap.h"
#include "support/places.h"
#include "ui/player/equaliser_popover.h"
#include "ui/player/output_popover.h"
#include "ui/player/player_bar.h"
#include "ui/player/practice_popover.h"
#include "ui/player/spectrum_bars.h"

#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QSlider>
#include <QTest>

#include <algorithm>

using namespace groundswell;
using namespace groundswell::ui;
using namespace Qt::StringLiterals;

/// What is about the sound itself: each popover changes the real player, and shows what it says.
class TestSoundPopovers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_player = std::make_unique<media::Player>(media::OutputKind::Silent);
        m_host = std::make_unique<QWidget>();
        m_host->resize(1200, 800);
        m_host->show();
    }
    void cleanup()
    {
        m_host.reset();
        m_player.reset();
    }

    void bandsArePlayedAndShown()
    {
        EqualiserPopover popover(m_look, *m_player, m_host.get());
        popover.openAt(*m_host);
        auto* band = named<QSlider>(popover, u"1000 hertz"_s);
        QVERIFY(band);
        QVERIFY2(band->property("dimmed").toBool(), "it looks as if it did something");
        QTest::keyClick(band, Qt::Key_PageUp);
        QVERIFY(!band->property("dimmed").toBool());
        QCOMPARE(setting().curve.gainsDb[5], 3.0);
        QVERIFY(setting().on);
        QVERIFY(setting().preset.isEmpty());

        auto* presets = named<QComboBox>(popover, u"Preset"_s);
        presets->setCurrentIndex(presets->findData(u"bass_boost"_s));
        Q_EMIT presets->activated(presets->currentIndex());
        QCOMPARE(setting().curve, *media::equaliserPreset(u"bass_boost"));
        QCOMPARE(named<QSlider>(popover, u"31.25 hertz"_s)->value(), 12);

        // Another hand changes it: the sliders follow.
        media::SoundSettings settings = m_player->soundSettings();
        settings.balance = -0.5;
        settings.crossfadeSeconds = 6;
        m_player->setSoundSettings(settings);
        QCOMPARE(named<QSlider>(popover, u"Balance"_s)->value(), -10);
        QCOMPARE(named<QSlider>(popover, u"Crossfade"_s)->value(), 12);
        QCOMPARE(m_player->soundSettings(), settings); // and showing changes nothing
    }

    // It listens only while it is seen and something sounds.
    void theSpectrumCostsNothingUnseen()
    {
        m_look.setSettings({.scheme = LookSettings::Scheme::Dark, .reduceMotion = false});
        EqualiserPopover popover(m_look, *m_player, m_host.get());
        const auto* spectrum = popover.findChild<SpectrumBars*>();
        QVERIFY(spectrum);
        media::QueueEntry entry;
        entry.source = QUrl::fromLocalFile(test::dataPath(u"audio/tone.wav"_s));
        m_player->queue().setRepeat(media::RepeatMode::One);
        m_player->playAll({entry});
        QVERIFY(!spectrum->isRunning() && !m_player->tap().isOn());
        popover.openAt(*m_host);
        QVERIFY(spectrum->isRunning() && m_player->tap().isOn());
        QTRY_VERIFY(std::ranges::max(spectrum->levels()) > 0.3F);
        popover.close();
        QVERIFY(!spectrum->isRunning() && !m_player->tap().isOn());

        popover.openAt(*m_host);
        m_player->pause();
        QTRY_VERIFY(!spectrum->isRunning()); // when the last bar has fallen
        QVERIFY(!m_player->tap().isOn());
        popover.close();
        m_look.setSettings({.scheme = LookSettings::Scheme::Dark, .reduceMotion = true});
        m_player->play();
        popover.openAt(*m_host);
        QVERIFY(!spectrum->isRunning());
    }

    void everyControlHasAName()
    {
        EqualiserPopover equaliser(m_look, *m_player, m_host.get());
        OutputPopover output(m_look, *m_player, m_host.get());
        PracticePopover practice(m_look, *m_player, m_host.get());
        for (const QWidget* popover :
             {static_cast<QWidget*>(&equaliser), static_cast<QWidget*>(&output), static_cast<QWidget*>(&practice)}) {
            QVERIFY(!popover->accessibleName().isEmpty());
            for (const auto* control : popover->findChildren<QWidget*>()) {
                if (!(control->focusPolicy() & Qt::TabFocus)) continue;
                // A box's own list is told with the box.
                if (control->parentWidget()->parentWidget() &&
                    qobject_cast<const QComboBox*>(control->parentWidget()->parentWidget()))
                    continue;
                const auto* button = qobject_cast<const QAbstractButton*>(control);
                QVERIFY2(!control->accessibleName().isEmpty() || (button && !button->text().isEmpty()),
                         control->metaObject()->className());
            }
        }
    }

    void theOutputFollowsTheSystemUntilOneIsChosen()
    {
        OutputPopover popover(m_look, *m_player, m_host.get());
        popover.openAt(*m_host);
        const auto choices = popover.findChildren<QRadioButton*>();
        QCOMPARE(choices.size(), m_player->outputDevices().size() + 1);
        QVERIFY(choices.first()->isChecked());
        for (qsizetype i = 1; i < choices.size(); ++i) {
            choices.at(i)->click();
            QCOMPARE(m_player->soundSettings().deviceId, m_player->outputDevices().at(i - 1).id);
        }
        choices.first()->click();
        QVERIFY(m_player->soundSettings().deviceId.isEmpty());
    }

    void aPartIsRepeatedAndSlower()
    {
        media::QueueEntry entry;
        entry.source = QUrl::fromLocalFile(test::dataPath(u"audio/tone.wav"_s));
        entry.durationMs = 1000;
        m_player->playAll({entry});
        m_player->pause();
        PracticePopover popover(m_look, *m_player, m_host.get());
        popover.setLineAt([](qint64) { return std::optional(std::pair<qint64, qint64>(200, 700)); });
        popover.openAt(*m_host);
        auto* speed = named<QSlider>(popover, u"Speed in per cent; the pitch is kept"_s);
        speed->setValue(75);
        QCOMPARE(m_player->practice().speed(), 0.75);
        QPushButton* line = nullptr;
        for (auto* button : popover.findChildren<QPushButton*>()) {
            if (button->text() == u"This line"_s) line = button;
        }
        QVERIFY(line && line->isVisible());
        line->click();
        QVERIFY(m_player->practice().loop());
        QCOMPARE(m_player->practice().loop()->fromMs, 200);
        QCOMPARE(m_player->practice().loop()->toMs, 700);
        named<QSlider>(popover, u"Seconds before each round"_s)->setValue(2);
        QCOMPARE(m_player->practice().loop()->preRollMs, 2000);
    }

private:
    template <class Widget>
    [[nodiscard]] static Widget* named(const QWidget& in, const QString& name)
    {
        for (auto* widget : in.findChildren<Widget*>()) {
            if (widget->accessibleName() == name) return widget;
        }
        return nullptr;
    }
    [[nodiscard]] media::EqualiserSetting setting() const
    {
        return m_player->soundSettings().equaliserFor(m_player->outputId());
    }

    Look m_look{*qApp, {.scheme = LookSettings::Scheme::Dark, .reduceMotion = true}};
    std::unique_ptr<media::Player> m_player;
    std::unique_ptr<QWidget> m_host;
};

QTEST_MAIN(TestSoundPopovers)
#include "tst_sound_popovers.moc"

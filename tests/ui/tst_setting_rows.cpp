#include "ui/parts/labels.h"
#include "ui/shell/moment_quote.h"
#include "ui/shell/setting_rows.h"
#include "ui/shell/text_size_slider.h"
#include "ui/shell/theme_choice.h"
#include "ui/style/look.h"

#include <QLabel>
#include <QLayout>
#include <QSlider>
#include <QTest>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace groundswell::ui;

/// A row of the settings: its words beside its control, or above it where there is no room.
class TestSettingRows : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wordsStandAboveAControlThatNeedsTheRoom()
    {
        auto* themes = new ThemeChoice(m_look, LookSettings::Scheme::Dark);
        const std::unique_ptr<QWidget> row(
            settingRow(m_look, u"Theme"_s, u"Dark, light, or as the system has it."_s, themes));
        const auto* title = row->findChild<QLabel*>();
        const auto placed = [&](int width) {
            row->resize(width, row->heightForWidth(width));
            row->show();
            row->layout()->activate();
            return themes->mapTo(row.get(), QPoint(0, 0));
        };
        QVERIFY(placed(760).y() < title->mapTo(row.get(), QPoint(0, title->height())).y()); // beside
        QCOMPARE(placed(500).x(), 16);                                                      // below
        QVERIFY(themes->mapTo(row.get(), QPoint(0, 0)).y() >= title->mapTo(row.get(), QPoint(0, title->height())).y());
        QVERIFY2(row->minimumSizeHint().width() <= 500, "beside a panel its end is cut off");
        QVERIFY(themes->mapTo(row.get(), QPoint(themes->width(), 0)).x() <= row->width() - 16);
    }

    void aRowThatStaysAsItIsAsksForNoLayout()
    {
        QWidget page;
        auto* column = new QVBoxLayout(&page);
        auto* themes = new ThemeChoice(m_look, LookSettings::Scheme::Dark);
        auto* row = settingRow(m_look, u"Theme"_s, u"Dark, light, or as the system has it."_s, themes);
        column->addWidget(row);
        page.resize(760, 200);
        page.show();
        QVERIFY(QTest::qWaitForWindowExposed(&page));
        QCoreApplication::processEvents();
        struct Requests final : QObject
        {
            int count = 0;
            bool eventFilter(QObject*, QEvent* event) override
            {
                count += event->type() == QEvent::LayoutRequest;
                return false;
            }
        } requests;
        row->installEventFilter(&requests);
        page.resize(800, 200);
        QCoreApplication::processEvents();
        QCOMPARE(requests.count, 0);
        page.resize(480, 200); // now the control stands below
        QCoreApplication::processEvents();
        QVERIFY(requests.count > 0);
    }

    void aWrappedLabelShowsWhatItSaysNow()
    {
        const auto make = [this](const QString& text) {
            std::unique_ptr<QLabel> label(wrappingLabel(m_look, text, Type::Small, Tone::Secondary));
            return label;
        };
        const auto shown = [](QLabel& label, int width) {
            label.resize(width, label.heightForWidth(width));
            return label.grab().toImage();
        };
        const QString first = u"Dark, light, or as the system has it, and then some more words."_s;
        const QString second = u"Other words, which are as many as those were that stood here."_s;
        const auto label = make(first);
        (void)shown(*label, 200);
        label->setText(second);
        QCOMPARE(shown(*label, 200), shown(*make(second), 200));
        QCOMPARE(shown(*label, 120), shown(*make(second), 120));
        QCOMPARE(shown(*label, 300), shown(*make(second), 300));
        label->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
        const auto centred = make(second);
        centred->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
        QCOMPARE(shown(*label, 300), shown(*centred, 300));
        const int before = label->heightForWidth(120);
        m_look.setSettings({.scheme = LookSettings::Scheme::Dark, .textPercent = 130});
        QVERIFY(label->heightForWidth(120) > before);
        m_look.setSettings({.scheme = LookSettings::Scheme::Dark});
        QCOMPARE(label->heightForWidth(120), before);
    }

    void theSliderShowsTheTextSizeThatIs()
    {
        TextSizeSlider size(m_look, 100);
        auto* slider = size.findChild<QSlider*>();
        QCOMPARE(slider->value(), 1);
        int told = 0;
        connect(&size, &TextSizeSlider::chosen, this, [&told] { ++told; });
        m_look.setSettings({.scheme = LookSettings::Scheme::Dark, .textPercent = 130});
        QCOMPARE(slider->value(), 3);
        QCOMPARE(told, 0);
        m_look.setSettings({.scheme = LookSettings::Scheme::Dark});
    }

    void aQuoteStandsWhereReadingBegins()
    {
        for (const auto direction : {Qt::LeftToRight, Qt::RightToLeft}) {
            MomentQuote quote(m_look, u"The bass arrives."_s, u"at 2:11"_s);
            quote.setLayoutDirection(direction);
            quote.resize(400, quote.heightForWidth(400));
            QImage picture(quote.size(), QImage::Format_ARGB32_Premultiplied);
            picture.fill(Qt::transparent);
            quote.render(&picture, {}, {}, {});
            const auto isInked = [&picture](int from, int to) {
                for (int x = from; x < to; ++x) {
                    for (int y = 0; y < picture.height(); ++y) {
                        if (picture.pixelColor(x, y).alpha() > 100) return true;
                    }
                }
                return false;
            };
            QCOMPARE(isInked(0, 20), direction == Qt::LeftToRight);
            QCOMPARE(isInked(380, 400), direction == Qt::RightToLeft);
        }
    }

private:
    Look m_look{*qApp, {.scheme = LookSettings::Scheme::Dark}};
};

QTEST_MAIN(TestSettingRows)
#include "tst_setting_rows.moc"

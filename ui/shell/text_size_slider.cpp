#include "ui/shell/text_size_slider.h"

#include "ui/parts/labels.h"
#include "ui/style/kept_font.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QSignalBlocker>
#include <QStyle>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace groundswell::ui {

namespace {

constexpr std::array steps{90, 100, 115, 130};
constexpr int trackWidth = 200;

/// A slider with a mark at each of its steps.
class SteppedSlider final : public QSlider
{
public:
    explicit SteppedSlider(const Look& look)
        : QSlider(Qt::Horizontal)
        , m_look(look)
    {
        setRange(0, int(steps.size()) - 1);
        setPageStep(1);
        setProperty("stepped", true);
        setFocusPolicy(Qt::TabFocus);
        followLook(look, this, [this, &look] { setFixedWidth(look.px(trackWidth)); });
    }

protected:
    void paintEvent(QPaintEvent* event) override
    {
        {
            QPainter painter(this);
            painter.setRenderHint(QPainter::Antialiasing);
            painter.setPen(Qt::NoPen);
            const double knob = m_look.px(16);
            for (int step = minimum(); step <= maximum(); ++step) {
                const int shown = layoutDirection() == Qt::RightToLeft ? maximum() - step : step;
                const double x = knob / 2 + (width() - knob) * shown / maximum();
                painter.setBrush(step <= value() ? m_look.theme().tideBase : m_look.theme().lineControl);
                painter.drawRoundedRect(QRectF(x - 1, height() / 2.0 - 4, 2, 8), 1, 1);
            }
        }
        QSlider::paintEvent(event);
    }

private:
    const Look& m_look;
};

} // namespace

TextSizeSlider::TextSizeSlider(const Look& look, int percent, QWidget* parent)
    : QWidget(parent)
    , m_slider(new SteppedSlider(look))
    , m_value(plainLabel(look, {}, Type::Small, Tone::Secondary))
{
    m_slider->setAccessibleName(tr("Text size"));
    auto* small = plainLabel(look, u"A"_s, Type::Small, Tone::Tertiary);
    auto* large = plainLabel(look, u"A"_s, Type::Section, Tone::Secondary);
    keepFont(*large, look, [&look] { return look.type().font(Type::Body, 17, 400); });
    keepFont(*m_value, look, [&look] { return look.type().tabular(Type::Small); });
    followLook(look, m_value, [this, &look] { m_value->setFixedWidth(look.px(44)); });
    m_value->setAlignment(QStyle::visualAlignment(layoutDirection(), Qt::AlignRight) | Qt::AlignAbsolute |
                          Qt::AlignVCenter);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(10);
    row->addWidget(small);
    row->addWidget(m_slider);
    row->addWidget(large);
    row->addWidget(m_value);
    // While it is dragged the page would move under the pointer: the step counts when it is let go.
    m_slider->setTracking(false);
    connect(m_slider, &QSlider::sliderMoved, this, &TextSizeSlider::showStep);
    connect(m_slider, &QSlider::valueChanged, this, [this](int step) {
        showStep();
        Q_EMIT chosen(steps.at(static_cast<size_t>(step)));
    });
    const auto show = [this](int shown) {
        const QSignalBlocker quiet(m_slider);
        m_slider->setValue(static_cast<int>(std::ranges::find(steps, shown) - steps.begin()));
        showStep();
    };
    show(percent);
    connect(&look, &Look::changed, this, [show, &look] { show(look.settings().textPercent); });
}

void TextSizeSlider::showStep()
{
    m_value->setText(tr("%1 %").arg(steps.at(static_cast<size_t>(m_slider->sliderPosition()))));
}

} // namespace groundswell::ui

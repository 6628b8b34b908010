#include "ui/shell/setting_rows.h"

#include "ui/parts/buttons.h"
#include "ui/parts/labels.h"
#include "ui/parts/surface.h"

#include <QButtonGroup>
#include <QCoreApplication>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace groundswell::ui {

namespace {

constexpr int sidePadding = 16;
constexpr int gap = 16;
constexpr int leastText = 180; ///< beside a control, at 100 %

/// Words with a control at their end, or below them where the words would have no room.
class SettingRow final : public QWidget
{
public:
    SettingRow(const Look& look, QWidget* words, QWidget* control)
        : m_look(look)
        , m_words(words)
        , m_control(control)
        , m_line(new QBoxLayout(QBoxLayout::LeftToRight, this))
    {
        m_line->setContentsMargins(sidePadding, 6, sidePadding, 6);
        m_line->setSpacing(gap);
        m_line->addWidget(words, 1);
        if (control) m_line->addWidget(control, 0, Qt::AlignVCenter);
        followLook(look, this, [this] {
            setMinimumHeight(m_look.px(tokens::sizeRowSetting));
            fit();
        });
    }

    [[nodiscard]] QSize minimumSizeHint() const override
    {
        const int control = m_control ? m_control->minimumSizeHint().width() : 0;
        return {std::max(m_words->minimumSizeHint().width(), control) + 2 * sidePadding,
                m_line->totalMinimumSize().height()};
    }

protected:
    void resizeEvent(QResizeEvent* event) override
    {
        QWidget::resizeEvent(event);
        fit();
    }

private:
    void fit()
    {
        if (!m_control) return;
        const int words = std::min(m_look.px(leastText), m_words->sizeHint().width());
        const bool below = width() < words + gap + m_control->sizeHint().width() + 2 * sidePadding;
        const auto direction = below ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight;
        if (direction == m_line->direction()) return; // else the whole page would be laid out again
        m_line->setDirection(direction);
        m_line->setSpacing(below ? 6 : gap);
        m_line->setAlignment(m_control, below ? Qt::AlignLeft : Qt::AlignVCenter);
    }

    const Look& m_look;
    QWidget* m_words;
    QWidget* m_control;
    QBoxLayout* m_line;
};

} // namespace

QWidget* settingRow(const Look& look, const QString& title, const QString& detail, QWidget* control)
{
    auto* words = new QWidget;
    auto* texts = new QVBoxLayout(words);
    texts->setContentsMargins(0, 0, 0, 0);
    texts->setSpacing(0);
    texts->addStretch(1);
    texts->addWidget(plainLabel(look, title, Type::Label));
    if (!detail.isEmpty()) texts->addWidget(wrappingLabel(look, detail, Type::Small, Tone::Tertiary));
    texts->addStretch(1);
    auto* row = new SettingRow(look, words, control);
    row->setObjectName(u"settingRow"_s);
    row->setAccessibleName(detail.isEmpty() ? title : title + u", "_s + detail);
    return row;
}

QWidget* choiceSegments(const Look& look, const QString& name, const QStringList& texts, int chosen,
                        std::function<void(int)> choose)
{
    auto* box = makeCard(u"segments"_s);
    box->setAccessibleName(name);
    auto* line = new QHBoxLayout(box);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(0);
    auto* group = new QButtonGroup(box);
    for (int i = 0; i < texts.size(); ++i) {
        auto* segment = makeButton(look, ButtonKind::Segment, texts.at(i));
        segment->setAccessibleName(
            QCoreApplication::translate("groundswell::ui", "%1: %2", "setting, one of its values")
                .arg(name, texts.at(i)));
        group->addButton(segment, i);
        line->addWidget(segment);
    }
    if (auto* current = group->button(chosen)) current->setChecked(true);
    QObject::connect(group, &QButtonGroup::idClicked, box, std::move(choose));
    return box;
}

QWidget* rowLine()
{
    return makeLine(Qt::Horizontal);
}

} // namespace groundswell::ui

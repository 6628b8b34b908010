#include "ui/shell/setting_rows.h"

#include "ui/parts/buttons.h"
#include "ui/parts/labels.h"
#include "ui/parts/surface.h"

#include <QButtonGroup>
#include <QCoreApplication>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace groundswell::ui {

QWidget* settingRow(const Look& look, const QString& title, const QString& detail, QWidget* control)
{
    auto* row = new QWidget;
    row->setObjectName(u"settingRow"_s);
    row->setAccessibleName(detail.isEmpty() ? title : title + u", "_s + detail);
    followLook(look, row, [row, &look] { row->setMinimumHeight(look.px(tokens::sizeRowSetting)); });
    auto* line = new QHBoxLayout(row);
    line->setContentsMargins(16, 6, 16, 6);
    line->setSpacing(16);
    auto* texts = new QVBoxLayout;
    texts->setSpacing(0);
    texts->addStretch(1);
    texts->addWidget(plainLabel(look, title, Type::Label));
    if (!detail.isEmpty()) texts->addWidget(wrappingLabel(look, detail, Type::Small, Tone::Tertiary));
    texts->addStretch(1);
    line->addLayout(texts, 1);
    if (control) line->addWidget(control, 0, Qt::AlignVCenter);
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

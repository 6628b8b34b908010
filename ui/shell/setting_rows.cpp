#include "ui/shell/setting_rows.h"

#include "ui/parts/buttons.h"
#include "ui/parts/labels.h"

#include <QButtonGroup>
#include <QCoreApplication>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace groundswell::ui {

QWidget* settingRow(const Look& look, const QString& title, const QString& detail, QWidget* control)
{
    auto* row = new QWidget;
    row->setMinimumHeight(look.px(tokens::sizeRowSetting));
    auto* line = new QHBoxLayout(row);
    line->setContentsMargins(0, 4, 0, 4);
    line->setSpacing(16);
    auto* texts = new QVBoxLayout;
    texts->setSpacing(0);
    texts->addWidget(plainLabel(look, title, Type::Label));
    if (!detail.isEmpty()) texts->addWidget(wrappingLabel(look, detail, Type::Small, Tone::Tertiary));
    line->addLayout(texts, 1);
    if (control) line->addWidget(control, 0, Qt::AlignVCenter);
    return row;
}

QWidget* choiceChips(const Look& look, const QString& name, const QStringList& texts, int chosen,
                     std::function<void(int)> choose)
{
    auto* box = new QWidget;
    box->setAccessibleName(name);
    auto* line = new QHBoxLayout(box);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(6);
    auto* group = new QButtonGroup(box);
    group->setExclusive(true);
    for (int i = 0; i < texts.size(); ++i) {
        auto* chip = makeButton(look, ButtonKind::Chip, texts.at(i));
        chip->setAccessibleName(QCoreApplication::translate("groundswell::ui", "%1: %2", "setting, one of its values")
                                    .arg(name, texts.at(i)));
        group->addButton(chip, i);
        line->addWidget(chip);
    }
    if (auto* current = group->button(chosen)) current->setChecked(true);
    QObject::connect(group, &QButtonGroup::idClicked, box, std::move(choose));
    return box;
}

} // namespace groundswell::ui

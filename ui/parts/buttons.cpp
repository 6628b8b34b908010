#include "ui/parts/buttons.h"

#include "ui/parts/labels.h"
#include "ui/style/kept_font.h"

#include <QCoreApplication>
#include <QPushButton>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace groundswell::ui {

namespace {

struct KindLook
{
    QString name;
    Type type;
    Tone icon;
    bool fixedIcon;
};

KindLook lookOf(ButtonKind kind)
{
    switch (kind) {
    case ButtonKind::Primary: return {u"primary"_s, Type::Strong, Tone::OnTide, true};
    case ButtonKind::Standard: return {u"standard"_s, Type::Label, Tone::Primary, false};
    case ButtonKind::Outline: return {u"outline"_s, Type::Label, Tone::Primary, false};
    case ButtonKind::Quiet: return {u"quiet"_s, Type::Label, Tone::Secondary, false};
    case ButtonKind::Link: return {u"link"_s, Type::Small, Tone::Tide, true};
    case ButtonKind::Danger: return {u"danger"_s, Type::Small, Tone::Failed, true};
    case ButtonKind::Chip: return {u"chip"_s, Type::Small, Tone::Secondary, false};
    case ButtonKind::Segment: return {u"segment"_s, Type::Label, Tone::Secondary, false};
    case ButtonKind::WordsChip: return {u"wordsChip"_s, Type::Small, Tone::Secondary, false};
    case ButtonKind::TimeChip: return {u"timeChip"_s, Type::Small, Tone::Lantern, true};
    }
    return {};
}

bool isPill(ButtonKind kind)
{
    return kind == ButtonKind::Chip || kind == ButtonKind::WordsChip || kind == ButtonKind::TimeChip;
}

QFont buttonFont(const Look& look, ButtonKind kind, ButtonSize size)
{
    const Type type = lookOf(kind).type;
    // Words without a surface, which stand in a line with others.
    const bool smallWords = kind == ButtonKind::Quiet && size == ButtonSize::Small;
    if (kind == ButtonKind::Link || kind == ButtonKind::Danger || smallWords) return look.type().font(type, 12, 500);
    if (isPill(kind)) {
        QFont font = look.type().font(type, 12, kind == ButtonKind::Chip ? 500 : 600);
        font.setFeature("tnum", 1);
        return font;
    }
    return look.font(type);
}

} // namespace

QPushButton* makeButton(const Look& look, ButtonKind kind, const QString& text, const QString& iconName,
                        QWidget* parent, ButtonSize size)
{
    auto* button = new QPushButton(text, parent);
    dressButton(*button, look, kind, iconName, size);
    return button;
}

void dressButton(QPushButton& button, const Look& look, ButtonKind kind, const QString& iconName, ButtonSize size)
{
    const auto style = lookOf(kind);
    button.setProperty("kind", style.name);
    if (size != ButtonSize::Normal) button.setProperty("scale", size == ButtonSize::Large ? u"large"_s : u"small"_s);
    if (isPill(kind)) {
        button.setCheckable(kind != ButtonKind::TimeChip);
        button.setProperty("ringRadius", 15.0);
    } else if (kind == ButtonKind::Segment) {
        button.setCheckable(true);
    }
    button.setAutoDefault(false);
    button.setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    if (!iconName.isEmpty()) {
        button.setIcon(style.fixedIcon ? look.fixedIcon(iconName, style.icon) : look.icon(iconName, style.icon));
        const int side = isPill(kind) || size == ButtonSize::Small ? 14 : 16;
        // Two px wider than high: the style leaves only 4 between an icon and the words, the design 6.
        followLook(look, &button, [&button, &look, side] { button.setIconSize({look.px(side) + 2, look.px(side)}); });
    }
    keepFont(button, look, [&look, kind, size] { return buttonFont(look, kind, size); });
}

QToolButton* makeIconButton(const Look& look, const QString& iconName, const QString& name, const QKeySequence& keys,
                            QWidget* parent, ButtonSize size)
{
    auto* button = new QToolButton(parent);
    button->setProperty("kind", size == ButtonSize::Small ? u"iconSmall"_s : u"icon"_s);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    button->setToolButtonStyle(Qt::ToolButtonIconOnly);
    button->setPopupMode(QToolButton::InstantPopup);
    button->setIcon(look.icon(iconName));
    const int side = size == ButtonSize::Small ? tokens::sizeControlIconSmall : tokens::sizeControlIcon;
    followLook(look, button, [button, &look, side] { button->setIconSize({look.px(side), look.px(side)}); });
    nameIconButton(*button, name, keys);
    return button;
}

void nameIconButton(QToolButton& button, const QString& name, const QKeySequence& keys)
{
    button.setAccessibleName(name);
    button.setToolTip(keys.isEmpty() ? name
                                     : QCoreApplication::translate("groundswell::ui", "%1  (%2)",
                                                                   "tooltip: name of the button, its shortcut")
                                           .arg(name, keysText(keys)));
}

} // namespace groundswell::ui

#include "ui/style/groundswell_style.h"

#include "ui/style/look.h"
#include "ui/style/own_direction.h"

#include <QComboBox>
#include <QMenu>
#include <QPainter>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QSlider>
#include <QStyleFactory>
#include <QStyleOption>
#include <QTextEdit>

using namespace Qt::StringLiterals;

namespace groundswell::ui {

namespace {

constexpr int scrollBarExtent = 12;

/// Whether a scroll bar has a place of its own: beside editors, whose text reaches the edge, and where it was asked for
/// always: tables and long lists scroll by moving what is painted, as Qt can only do where nothing lies over it. Other
/// bars lie in the padding at the edge, so that what scrolls ends where it does without a bar.
bool hasOwnPlace(const QWidget* bar)
{
    const QWidget* container = bar ? bar->parentWidget() : nullptr;
    const auto* area = qobject_cast<const QAbstractScrollArea*>(container ? container->parentWidget() : nullptr);
    return area && (area->verticalScrollBarPolicy() == Qt::ScrollBarAlwaysOn ||
                    qobject_cast<const QPlainTextEdit*>(area) || qobject_cast<const QTextEdit*>(area));
}

} // namespace

GroundswellStyle::GroundswellStyle(const Look& look)
    : QProxyStyle(QStyleFactory::create(u"Fusion"_s))
    , m_look(look)
{
}

void GroundswellStyle::polish(QWidget* widget)
{
    QProxyStyle::polish(widget);
    if (qobject_cast<QMenu*>(widget) || (widget->isWindow() && widget->inherits("QComboBoxPrivateContainer"))) {
        widget->setAttribute(Qt::WA_TranslucentBackground, m_look.windowsBlend());
        widget->setWindowFlag(Qt::FramelessWindowHint);
        widget->setWindowFlag(Qt::NoDropShadowWindowHint);
    }
    if (qobject_cast<QScrollBar*>(widget) || qobject_cast<QSlider*>(widget) || qobject_cast<QComboBox*>(widget))
        widget->setAttribute(Qt::WA_Hover);
}

int GroundswellStyle::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const
{
    switch (metric) {
    case PM_ScrollBarExtent: return scrollBarExtent;
    case PM_ScrollBarSliderMin: return 32;
    case PM_ScrollView_ScrollBarOverlap: return hasOwnPlace(widget) ? 0 : scrollBarExtent;
    case PM_ScrollView_ScrollBarSpacing: return 0;
    case PM_SliderThickness:
    case PM_SliderControlThickness:
    case PM_SliderLength: return m_look.px(16);
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight: return m_look.px(16);
    case PM_CheckBoxLabelSpacing:
    case PM_RadioButtonLabelSpacing: return 8;
    case PM_MenuPanelWidth: return 0;
    case PM_MenuHMargin:
    case PM_MenuVMargin: return m_look.floatingMargin() + 6;
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
    case PM_ToolBarIconSize: return m_look.px(tokens::sizeControlIcon);
    case PM_SplitterWidth: return 1;
    case PM_FocusFrameHMargin:
    case PM_FocusFrameVMargin: return tokens::sizeControlFocusOffset + tokens::sizeControlFocusRing;
    case PM_ToolTipLabelFrameWidth: return 8;
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical: return 0; // "pressed: no movement"
    default: return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int GroundswellStyle::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                                QStyleHintReturn* data) const
{
    switch (hint) {
    case SH_Slider_AbsoluteSetButtons: return Qt::LeftButton;
    // Qt's style sheet style answers PM_ScrollView_ScrollBarOverlap with 0 for every bar that is not transient, without
    // asking us. Nothing fades: whether a bar is drawn is ours to say, in drawScrollBar().
    case SH_ScrollBar_Transient: return hasOwnPlace(widget) ? 0 : 1;
    case SH_ScrollBar_LeftClickAbsolutePosition: return 0;
    case SH_Menu_MouseTracking: return 1;
    case SH_Menu_SubMenuPopupDelay: return 150;
    case SH_ItemView_ShowDecorationSelected: return 1;
    case SH_UnderlineShortcut: return 0;
    case SH_EtchDisabledText:
    case SH_DitherDisabledText: return 0;
    case SH_ComboBox_Popup: return 0;
    case SH_ToolTip_WakeUpDelay: return 500;
    case SH_Menu_Scrollable: return 1;
    case SH_LineEdit_PasswordCharacter: return u'\u2022';
    // The ring stands above everything in its window: below its widget's parent it would be cut off at that one's
    // edges, and Qt's mask cuts the round ones.
    case SH_FocusFrame_AboveWidget: return 1;
    case SH_FocusFrame_Mask: return 0;
    default: return QProxyStyle::styleHint(hint, option, widget, data);
    }
}

QSize GroundswellStyle::sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& size,
                                         const QWidget* widget) const
{
    if (type == CT_MenuItem) {
        if (const auto* item = qstyleoption_cast<const QStyleOptionMenuItem*>(option)) return menuItemSize(*item, size);
    }
    if (type == CT_ComboBox) return {size.width() + 12 + 30, m_look.px(tokens::sizeControlHeight)};
    return QProxyStyle::sizeFromContents(type, option, size, widget);
}

QRect GroundswellStyle::subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl sub,
                                       const QWidget* widget) const
{
    if (control == CC_ScrollBar) {
        switch (sub) {
        case SC_ScrollBarAddLine:
        case SC_ScrollBarSubLine: return {};
        case SC_ScrollBarGroove: return option->rect;
        case SC_ScrollBarSlider:
        case SC_ScrollBarAddPage:
        case SC_ScrollBarSubPage: {
            const auto& bar = *qstyleoption_cast<const QStyleOptionSlider*>(option);
            const bool level = bar.orientation == Qt::Horizontal;
            const int length = level ? bar.rect.width() : bar.rect.height();
            const int range = bar.maximum - bar.minimum;
            const int handle =
                range <= 0
                    ? length
                    : std::max(32, static_cast<int>(qint64(length) * bar.pageStep / (qint64(range) + bar.pageStep)));
            const int start =
                sliderPositionFromValue(bar.minimum, bar.maximum, bar.sliderPosition, length - handle, bar.upsideDown);
            const auto part = [&](int from, int size) {
                return level ? QRect(from, 0, size, bar.rect.height()) : QRect(0, from, bar.rect.width(), size);
            };
            if (sub == SC_ScrollBarSlider) return part(start, handle);
            const bool after = sub == SC_ScrollBarAddPage;
            return after ? part(start + handle, length - start - handle) : part(0, start);
        }
        default: break;
        }
    }
    if (control == CC_ComboBox && sub == SC_ComboBoxEditField)
        return visualRect(option->direction, option->rect, option->rect.adjusted(11, 0, -28, 0));
    return QProxyStyle::subControlRect(control, option, sub, widget);
}

/// What stands on buttons and beside check marks.
void GroundswellStyle::drawItemText(QPainter* painter, const QRect& rect, int flags, const QPalette& palette,
                                    bool enabled, const QString& text, QPalette::ColorRole role) const
{
    QProxyStyle::drawItemText(painter, rect, flags, palette, enabled, inOwnDirection(text, painter->layoutDirection()),
                              role);
}

void GroundswellStyle::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                                     const QWidget* widget) const
{
    switch (element) {
    case PE_PanelMenu: drawMenuPanel(*option, *painter); return;
    case PE_FrameMenu: return;
    case PE_FrameFocusRect: return; // FocusRing draws it, and only for the keyboard
    case PE_IndicatorCheckBox: drawCheck(*option, *painter); return;
    case PE_IndicatorRadioButton: drawRadio(*option, *painter); return;
    case PE_IndicatorArrowDown:
        m_look.icons().paint(*painter, option->rect, u"chev-down"_s, m_look.theme().textSecondary, 16);
        return;
    case PE_IndicatorArrowUp:
        m_look.icons().paint(*painter, option->rect, u"chev-up"_s, m_look.theme().textSecondary, 16);
        return;
    case PE_PanelScrollAreaCorner: return;
    case PE_FrameWindow: return;
    case PE_PanelItemViewRow:
    case PE_PanelItemViewItem: return; // our delegates and views paint rows themselves
    default: QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void GroundswellStyle::drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                                   const QWidget* widget) const
{
    if (element == CE_MenuItem) {
        if (const auto* item = qstyleoption_cast<const QStyleOptionMenuItem*>(option)) {
            drawMenuItem(*item, *painter, widget);
            return;
        }
    }
    if (element == CE_MenuEmptyArea || element == CE_HeaderEmptyArea) return;
    if (element == CE_FocusFrame) {
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        const double width = tokens::sizeControlFocusRing;
        painter->setPen(QPen(m_look.theme().lineFocus, width));
        painter->setBrush(Qt::NoBrush);
        const double radius = widget ? widget->property("ringRadius").toDouble() : 0.0;
        const QRectF ring = QRectF(option->rect).adjusted(width / 2, width / 2, -width / 2, -width / 2);
        painter->drawRoundedRect(ring, radius, radius);
        painter->restore();
        return;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void GroundswellStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                                          const QWidget* widget) const
{
    if (control == CC_ScrollBar) {
        if (const auto* bar = qstyleoption_cast<const QStyleOptionSlider*>(option)) {
            drawScrollBar(*bar, *painter, widget);
            return;
        }
    }
    if (control == CC_Slider) {
        if (const auto* slider = qstyleoption_cast<const QStyleOptionSlider*>(option)) {
            drawSlider(*slider, *painter, widget);
            return;
        }
    }
    if (control == CC_ComboBox) {
        if (const auto* box = qstyleoption_cast<const QStyleOptionComboBox*>(option); box && !box->editable) {
            drawComboBox(*box, *painter);
            return;
        }
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

} // namespace groundswell::ui

#include "ui/player/swell_accessible.h"

#include "ui/player/swell_widget.h"

#include <QAccessibleWidget>

namespace groundswell::ui {

namespace {

class SwellAccessible final : public QAccessibleWidget, public QAccessibleValueInterface
{
public:
    explicit SwellAccessible(SwellWidget* swell)
        : QAccessibleWidget(swell, QAccessible::Slider)
    {
    }

    void* interface_cast(QAccessible::InterfaceType type) override
    {
        if (type == QAccessible::ValueInterface) return static_cast<QAccessibleValueInterface*>(this);
        return QAccessibleWidget::interface_cast(type);
    }
    QString text(QAccessible::Text kind) const override
    {
        return kind == QAccessible::Value ? swell()->spokenPosition() : QAccessibleWidget::text(kind);
    }
    QVariant currentValue() const override { return swell()->position(); }
    QVariant minimumValue() const override { return 0; }
    QVariant maximumValue() const override { return swell()->duration(); }
    QVariant minimumStepSize() const override { return 5000; }
    void setCurrentValue(const QVariant& value) override { swell()->nudge(value.toLongLong() - swell()->position()); }

private:
    [[nodiscard]] SwellWidget* swell() const { return static_cast<SwellWidget*>(widget()); }
};

QAccessibleInterface* makeInterface(const QString&, QObject* object)
{
    auto* swell = qobject_cast<SwellWidget*>(object);
    return swell ? new SwellAccessible(swell) : nullptr;
}

} // namespace

void registerSwellAccessibility()
{
    QAccessible::installFactory(makeInterface);
}

} // namespace groundswell::ui

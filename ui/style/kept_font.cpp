#include "ui/style/kept_font.h"

#include "ui/style/look.h"

#include <QEvent>
#include <QScopedValueRollback>
#include <QWidget>

namespace groundswell::ui {

namespace {

/// The widget's child, so that both go together.
class KeptFont final : public QObject
{
public:
    KeptFont(QWidget& widget, const Look& look)
        : QObject(&widget)
        , m_widget(widget)
    {
        setObjectName(QStringLiteral("keptFont"));
        widget.installEventFilter(this);
        connect(&look, &Look::changed, this, &KeptFont::apply);
    }

    void keep(std::function<QFont()> font)
    {
        m_font = std::move(font);
        apply();
    }

    bool eventFilter(QObject*, QEvent* event) override
    {
        switch (event->type()) {
        case QEvent::StyleChange:
        case QEvent::ParentChange:
        case QEvent::Polish:
        case QEvent::Show: apply(); break;
        default: break;
        }
        return false;
    }

private:
    void apply()
    {
        if (m_applying) return;
        const QScopedValueRollback applying(m_applying, true);
        m_widget.setFont(m_font());
    }

    QWidget& m_widget;
    std::function<QFont()> m_font;
    bool m_applying = false;
};

} // namespace

void keepFont(QWidget& widget, const Look& look, std::function<QFont()> font)
{
    auto* kept =
        dynamic_cast<KeptFont*>(widget.findChild<QObject*>(QStringLiteral("keptFont"), Qt::FindDirectChildrenOnly));
    if (!kept) kept = new KeptFont(widget, look);
    kept->keep(std::move(font));
}

} // namespace groundswell::ui

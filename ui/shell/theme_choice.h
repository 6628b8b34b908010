#pragma once

#include "ui/style/look.h"

#include <QAbstractButton>
#include <QButtonGroup>

namespace groundswell::ui {

/// A small picture of the window in one theme, or in both where the system decides, with its name below.
class ThemePreview final : public QAbstractButton
{
    Q_OBJECT

public:
    ThemePreview(const Look& look, LookSettings::Scheme scheme, const QString& name, QWidget* parent = nullptr);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Look& m_look;
    LookSettings::Scheme m_scheme;
};

/// The three previews side by side, exactly one of them chosen.
class ThemeChoice final : public QWidget
{
    Q_OBJECT

public:
    ThemeChoice(const Look& look, LookSettings::Scheme chosen, QWidget* parent = nullptr);

Q_SIGNALS:
    void chosen(groundswell::ui::LookSettings::Scheme scheme);
};

} // namespace groundswell::ui

#pragma once

#include "community/view.h"
#include "ui/style/look.h"

#include <QAbstractButton>

#include <optional>

namespace groundswell::ui {

/// Who is signed in and where; "Sign in" when nobody is.
class AccountLine final : public QAbstractButton
{
    Q_OBJECT

public:
    explicit AccountLine(const Look& look, QWidget* parent = nullptr);

    void setAccount(const std::optional<community::AccountView>& account);
    void setRail(bool rail);
    [[nodiscard]] bool isSignedIn() const { return m_account && m_account->signedIn; }
    [[nodiscard]] QSize sizeHint() const override { return {140, m_look.px(44)}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Look& m_look;
    std::optional<community::AccountView> m_account;
    bool m_rail = false;
};

} // namespace groundswell::ui

#pragma once

#include "ui/style/look.h"

#include <QWidget>

class QToolButton;

namespace groundswell::ui {

class SearchField;

/// The bar above every page: back, forward, search.
class HeaderBar final : public QWidget
{
    Q_OBJECT

public:
    explicit HeaderBar(const Look& look, QWidget* parent = nullptr);

    void setHistory(bool back, bool forward);
    void focusSearch();
    [[nodiscard]] SearchField& search() noexcept { return *m_search; }

Q_SIGNALS:
    void backClicked();
    void forwardClicked();

private:
    QToolButton* m_back;
    QToolButton* m_forward;
    SearchField* m_search;
};

} // namespace groundswell::ui

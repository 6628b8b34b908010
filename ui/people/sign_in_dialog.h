#pragma once

#include "base/error.h"
#include "community/view.h"

#include <QUrl>
#include <QWidget>

QT_BEGIN_NAMESPACE
class QLabel;
class QLineEdit;
class QListView;
QT_END_NAMESPACE

namespace groundswell::community {
class Village;
}

namespace groundswell::ui {

class CommunityListModel;
class Look;
class SignInForm;

/// Choosing a community and signing in, as a card over the window (design picture 11). It runs no event loop of its
/// own: show it, and it tells when somebody signed in or left. GUI thread.
class SignInDialog final : public QWidget
{
    Q_OBJECT

public:
    /// Covers `host`. The communities used before are offered, and `suggested` besides.
    SignInDialog(const Look& look, community::Village& village, const QList<QUrl>& suggested, QWidget* host);

    /// Shows it with the keyboard in the first empty field: that of a community's address while none is known.
    void open();
    void leave();
    /// So many px along the lower edge are the player's: the card stands in the middle of what is above.
    void setFloor(int px);

    [[nodiscard]] CommunityListModel& communities() noexcept { return *m_communities; }

Q_SIGNALS:
    void signedIn(const groundswell::community::AccountView& account);
    void left();

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool focusNextPrevChild(bool next) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    [[nodiscard]] QWidget* makeLeft();
    void place();
    void communityChosen();
    void showListMenu(const QPoint& place);

    const Look& m_look;
    CommunityListModel* m_communities;
    QWidget* m_card;
    QWidget* m_left = nullptr;
    QLabel* m_none = nullptr; ///< said while there is no community to choose
    QLineEdit* m_address = nullptr;
    QListView* m_list = nullptr;
    SignInForm* m_form = nullptr;
    int m_floor = 0;
};

} // namespace groundswell::ui

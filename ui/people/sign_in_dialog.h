#pragma once

#include "base/error.h"
#include "community/view.h"

#include <QTimer>
#include <QUrl>
#include <QWidget>

QT_BEGIN_NAMESPACE
class QLabel;
class QLineEdit;
class QListView;
class QPushButton;
QT_END_NAMESPACE

namespace groundswell::community {
class Village;
}

namespace groundswell::ui {

class Avatar;
class CommunityListModel;
class Look;
class TabStrip;

/// Choosing a community and signing in, as a card over the window (design picture 11). It runs no event loop of its
/// own: show it, and it tells when somebody signed in or left. GUI thread.
class SignInDialog final : public QWidget
{
    Q_OBJECT

public:
    /// Covers `host`. The communities used before are offered, and `suggested` besides.
    SignInDialog(const Look& look, community::Village& village, const QList<QUrl>& suggested, QWidget* host);

    /// Shows it with the keyboard in the first empty field.
    void open();
    void leave();

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
    enum class Mood { Quiet, Good, Careful, Bad };

    [[nodiscard]] QWidget* makeLeft();
    [[nodiscard]] QWidget* makeRight();
    [[nodiscard]] QLineEdit* addField(QWidget* parent, QLabel*& title, const QString& text, const QString& name);
    void place();
    void communityChosen();
    void modeChanged();
    void nameTyped();
    void askName();
    void passwordTyped();
    void submit();
    void finish(const Result<community::AccountView>& result);
    void say(QLabel& label, Mood mood, const QString& text);
    void refreshSubmit();
    [[nodiscard]] QUrl server() const;
    [[nodiscard]] bool creates() const;

    const Look& m_look;
    community::Village& m_village;
    CommunityListModel* m_communities;
    QWidget* m_card;
    QLineEdit* m_address = nullptr;
    QListView* m_list = nullptr;
    TabStrip* m_tabs = nullptr;
    QWidget* m_horizonRow = nullptr;
    Avatar* m_horizon = nullptr;
    QLabel* m_shownTitle = nullptr;
    QLineEdit* m_shown = nullptr;
    QLabel* m_nameTitle = nullptr;
    QLineEdit* m_name = nullptr;
    QLabel* m_nameNote = nullptr;
    QLabel* m_host = nullptr;
    QLabel* m_passwordTitle = nullptr;
    QLineEdit* m_password = nullptr;
    QLabel* m_passwordNote = nullptr;
    QLabel* m_problem = nullptr;
    QLabel* m_promise = nullptr;
    QPushButton* m_submit = nullptr;
    QTimer m_namePause;
    quint64 m_nameRequest = 0;
    bool m_nameFree = false;
    bool m_busy = false;
};

} // namespace groundswell::ui

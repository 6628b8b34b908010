#pragma once

#include "base/error.h"
#include "community/view.h"
#include "ui/people/community_list.h"

#include <QTimer>
#include <QWidget>

QT_BEGIN_NAMESPACE
class QAction;
class QLabel;
class QLineEdit;
class QPushButton;
class QRadioButton;
QT_END_NAMESPACE

namespace groundswell::community {
class Village;
}

namespace groundswell::ui {

class Look;
class NoteLabel;
class TabStrip;

/// The right half of the sign-in: who one is in the chosen community, or will be. It says what is wrong while one
/// types, and asks what becomes of the session where there is no keychain. Where the community does not answer, it says
/// why, and its button asks again. GUI thread.
class SignInForm final : public QWidget
{
    Q_OBJECT

public:
    /// Both outlive it.
    SignInForm(const Look& look, community::Village& village, QWidget* parent);

    void setCommunity(const CommunityEntry& community);
    /// The keyboard goes to the first empty field.
    void start();
    /// Forgets the password.
    void leave();
    [[nodiscard]] QString name() const;

Q_SIGNALS:
    void signedIn(const groundswell::community::AccountView& account);
    /// The chosen community did not answer, and is to be asked once more.
    void retryRequested(const QUrl& server);
    /// The cross, or "Not now".
    void left();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void build();
    [[nodiscard]] QWidget* makeKeep();
    [[nodiscard]] QLineEdit* addField(QLabel*& title, const QString& text, const QString& name);
    void modeChanged();
    void showCommunity();
    void nameTyped();
    void askName();
    void passwordTyped();
    void showPassword(bool readable);
    void submit();
    void finish(const Result<community::AccountView>& result);
    void refreshSubmit();
    [[nodiscard]] bool creates() const;
    [[nodiscard]] bool isReachable() const;
    [[nodiscard]] bool isSilent() const;

    const Look& m_look;
    community::Village& m_village;
    CommunityEntry m_community;
    TabStrip* m_tabs = nullptr;
    QWidget* m_horizonRow = nullptr;
    QLabel* m_shownTitle = nullptr;
    QLineEdit* m_shown = nullptr;
    QLabel* m_nameTitle = nullptr;
    QLineEdit* m_name = nullptr;
    NoteLabel* m_nameNote = nullptr;
    QLabel* m_host = nullptr;
    QLabel* m_passwordTitle = nullptr;
    QLineEdit* m_password = nullptr;
    QAction* m_eye = nullptr; ///< shows the password
    NoteLabel* m_passwordNote = nullptr;
    QWidget* m_keep = nullptr;
    QRadioButton* m_keepInFile = nullptr;
    QLabel* m_problem = nullptr;
    QLabel* m_promise = nullptr;
    QPushButton* m_submit = nullptr;
    QTimer m_namePause;
    quint64 m_nameRequest = 0;
    bool m_nameFree = false;
    bool m_asksAgain = false; ///< a silent community; the button stays on meanwhile, for it has the keyboard
    bool m_busy = false;
};

} // namespace groundswell::ui

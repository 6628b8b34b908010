#pragma once

#include "community/api/device.h"
#include "ui/style/look.h"

#include <QWidget>

#include <vector>

class QPushButton;
class QVBoxLayout;

namespace groundswell {
class Clock;
struct Error;
namespace community {
class Village;
}
} // namespace groundswell

namespace groundswell::ui {

/// The settings' rows about the account: who is signed in and where, and on which devices, each of which can be signed
/// out from here. The community is asked when the rows are shown and when the connection comes back. GUI thread.
class AccountRows final : public QWidget
{
    Q_OBJECT

public:
    /// All must outlive it.
    AccountRows(const Look& look, const Clock& clock, community::Village& village, QWidget* parent = nullptr);

    /// Asks the community for the devices; what is shown stays until it answers.
    void refresh();

Q_SIGNALS:
    void signInRequested();

protected:
    void showEvent(QShowEvent* event) override;

private:
    void followVillage();
    void showAccount();
    /// Below the account a sentence, in place of devices.
    void showSentence(const QString& text, Tone tone);
    void showDevices(const std::vector<api::Device>& devices);
    [[nodiscard]] QWidget* makeDevice(const api::Device& device);
    void end(const api::Device& device);
    void failed(const Error& error);

    const Look& m_look;
    const Clock& m_clock;
    community::Village& m_village;
    QVBoxLayout* m_account;
    QWidget* m_head; ///< what the devices are, and the button that asks again
    QPushButton* m_again;
    QVBoxLayout* m_devices;
    quint64 m_request = 0;
    bool m_hasDevices = false; ///< they are shown, perhaps as they were a while ago
    bool m_wasOffline = false;
};

} // namespace groundswell::ui

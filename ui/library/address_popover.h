#pragma once

#include "base/error.h"
#include "ui/parts/popover.h"

#include <QUrl>

#include <memory>

class QLabel;
class QLineEdit;
class QPushButton;

namespace groundswell::streaming {
class Streams;
}

namespace groundswell::ui {

class AddressCheck;

/// A web address that somebody wants to hear: a station, or a file. It says what is wrong with the address while it is
/// typed, and asks it for sound before anything else happens: a slip of the pen costs nobody their queue.
class AddressPopover final : public Popover
{
    Q_OBJECT

public:
    /// The streams outlive it.
    AddressPopover(const Look& look, streaming::Streams& streams, QWidget* parent);
    ~AddressPopover() override;

    /// The address as people type it; an empty one for what is none. Without a scheme https is meant.
    [[nodiscard]] static QUrl addressOf(const QString& typed);

Q_SIGNALS:
    /// The address answered with sound. `source` is what to play: the address, or the station's form of it.
    void answered(const QUrl& address, const QUrl& source);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void typed();
    void ask(const QUrl& address, const QUrl& source);
    void say(const QString& text, Tone tone);
    void allowAsking(bool allowed);

    streaming::Streams& m_streams;
    QLineEdit* m_field;
    QLabel* m_note;
    QPushButton* m_station;
    QPushButton* m_file;
    std::unique_ptr<AddressCheck> m_check; ///< while an answer is awaited
};

} // namespace groundswell::ui

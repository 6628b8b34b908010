#pragma once

#include "ui/parts/popover.h"

#include <QUrl>

class QLabel;
class QLineEdit;
class QPushButton;

namespace groundswell::ui {

/// A web address that somebody wants to hear: a station, or a file. It says what is wrong with the address while it is
/// typed.
class AddressPopover final : public Popover
{
    Q_OBJECT

public:
    AddressPopover(const Look& look, QWidget* parent);

Q_SIGNALS:
    void stationWanted(const QUrl& address);
    void fileWanted(const QUrl& address);

private:
    [[nodiscard]] QUrl address() const;
    void typed();

    QLineEdit* m_field;
    QLabel* m_note;
    QPushButton* m_station;
    QPushButton* m_file;
};

} // namespace groundswell::ui

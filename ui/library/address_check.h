#pragma once

#include "base/error.h"
#include "media/byte_source.h"

#include <QObject>
#include <QUrl>

#include <memory>
#include <thread>

namespace groundswell::ui {

/// Asks an address for its first sound before anything is played from it. Made, used and deleted in one thread with an
/// event loop; deleting it gives up at once.
class AddressCheck final : public QObject
{
    Q_OBJECT

public:
    /// Begins at once. The opener must outlive it.
    AddressCheck(media::SourceOpener& opener, const QUrl& source, QObject* parent = nullptr);
    ~AddressCheck() override;

Q_SIGNALS:
    /// It sends sound.
    void answered();
    /// It does not, and why, as a sentence for a person.
    void failed(const groundswell::Error& error);

private:
    void read();

    std::unique_ptr<media::ByteSource> m_source;
    std::jthread m_reading; // last: it must end before the source goes
};

} // namespace groundswell::ui

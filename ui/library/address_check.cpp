#include "ui/library/address_check.h"

#include <array>
#include <optional>

namespace groundswell::ui {

AddressCheck::AddressCheck(media::SourceOpener& opener, const QUrl& source, QObject* parent)
    : QObject(parent)
{
    auto opened = opener.open(source);
    if (!opened) {
        QMetaObject::invokeMethod(this, [this, error = opened.error()] { Q_EMIT failed(error); }, Qt::QueuedConnection);
        return;
    }
    m_source = std::move(*opened);
    m_reading = std::jthread([this] { read(); });
}

AddressCheck::~AddressCheck()
{
    if (m_source) m_source->abort(); // the thread reads no longer than that
}

void AddressCheck::read()
{
    std::array<char, 512> bytes{};
    const qint64 count = m_source->read(bytes.data(), bytes.size());
    std::optional<Error> error;
    if (count <= 0)
        error = m_source->error().value_or(Error{ErrorCode::Corrupt, tr("There is no sound at this address."), {}});
    QMetaObject::invokeMethod(
        this,
        [this, error] {
            if (error)
                Q_EMIT failed(*error);
            else
                Q_EMIT answered();
        },
        Qt::QueuedConnection);
}

} // namespace groundswell::ui

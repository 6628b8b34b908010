#pragma once

#include <QIODevice>

namespace groundswell::media {

/// Puts a device back to where it was, for who looks elsewhere in it between two reads of a decoder.
class DevicePlace
{
public:
    explicit DevicePlace(QIODevice& device)
        : m_device(device)
        , m_at(device.pos())
    {
    }
    ~DevicePlace() { m_device.seek(m_at); }
    DevicePlace(const DevicePlace&) = delete;
    DevicePlace& operator=(const DevicePlace&) = delete;

private:
    QIODevice& m_device;
    const qint64 m_at;
};

} // namespace groundswell::media

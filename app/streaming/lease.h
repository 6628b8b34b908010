#pragma once

#include "streaming/streamed_object.h"

#include <functional>
#include <memory>

namespace groundswell::streaming {

/// Keeps an object being filled while any copy lives. Given out by Streams; may be let go in any thread.
class Lease
{
public:
    Lease(std::shared_ptr<StreamedObject> object, std::function<void()> ended)
        : m_object(std::move(object))
        , m_ended(std::move(ended))
    {
    }
    ~Lease() { m_ended(); }
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;

    [[nodiscard]] StreamedObject& object() const noexcept { return *m_object; }
    [[nodiscard]] const std::shared_ptr<StreamedObject>& sharedObject() const noexcept { return m_object; }

private:
    const std::shared_ptr<StreamedObject> m_object;
    const std::function<void()> m_ended;
};

} // namespace groundswell::streaming

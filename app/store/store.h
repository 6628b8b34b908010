#pragma once

#include "store/readers.h"
#include "store/writer.h"

namespace groundswell::store {

/// One database file as the rest of the program sees it: its writer and its readers. Whoever opens it outlives all that
/// use it.
class Store
{
public:
    /// Opens, makes or migrates the file; its folder is made where it is missing.
    [[nodiscard]] static Result<std::unique_ptr<Store>> open(const QString& path, const Schema& schema,
                                                             int readers = 2);

    [[nodiscard]] Writer& writer() noexcept { return *m_writer; }
    [[nodiscard]] Readers& readers() noexcept { return *m_readers; }

private:
    Store(std::unique_ptr<Writer> writer, std::unique_ptr<Readers> readers);

    std::unique_ptr<Writer> m_writer;
    std::unique_ptr<Readers> m_readers; // closed first, so that the writer's last checkpoint can reach the whole file
};

} // namespace groundswell::store

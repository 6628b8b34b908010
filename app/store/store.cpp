#include "store/store.h"

namespace groundswell::store {

Result<std::unique_ptr<Store>> Store::open(const QString& path, const Schema& schema, int readerCount)
{
    auto writer = Writer::open(path, schema);
    if (!writer) return std::unexpected(writer.error());
    auto readers = Readers::open(path, readerCount);
    if (!readers) return std::unexpected(readers.error());
    return std::unique_ptr<Store>(new Store(*std::move(writer), *std::move(readers)));
}

Store::Store(std::unique_ptr<Writer> writer, std::unique_ptr<Readers> readers)
    : m_writer(std::move(writer))
    , m_readers(std::move(readers))
{
}

} // namespace groundswell::store

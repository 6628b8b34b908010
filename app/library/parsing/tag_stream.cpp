#include "library/parsing/tag_stream.h"

#include "library/native_path.h"

#include <algorithm>
#include <utility>

namespace groundswell::library {

namespace {

// Most tags without pictures fit into one, as do most ends of files.
constexpr TagLib::offset_t blockBytes = 32 * 1024;

} // namespace

TagStream::TagStream(const QByteArray& nativePath)
    : m_path(fromNativeBytes(nativePath))
{
    m_file.rdbuf()->pubsetbuf(nullptr, 0); // the blocks are the buffer
    m_file.open(m_path, std::ios::binary | std::ios::ate);
    if (m_file.is_open()) m_length = std::max<TagLib::offset_t>(0, m_file.tellg());
}

size_t TagStream::readFile(TagLib::offset_t offset, char* to, size_t length)
{
    m_file.clear();
    m_file.seekg(offset);
    m_file.read(to, static_cast<std::streamsize>(length));
    return static_cast<size_t>(m_file.gcount());
}

const TagStream::Block& TagStream::blockAt(TagLib::offset_t offset)
{
    const TagLib::offset_t begin = offset / blockBytes * blockBytes;
    if (m_blocks[0].begin != begin) {
        std::swap(m_blocks[0], m_blocks[1]);
        Block& block = m_blocks[0];
        if (block.begin != begin) {
            block.begin = begin;
            block.bytes.resize(static_cast<size_t>(std::min(blockBytes, m_length - begin)));
            block.bytes.resize(readFile(begin, block.bytes.data(), block.bytes.size()));
        }
    }
    return m_blocks[0];
}

TagLib::ByteVector TagStream::readBlock(size_t length)
{
    if (m_at >= m_length) return {};
    const size_t wanted = std::min(length, static_cast<size_t>(m_length - m_at));
    TagLib::ByteVector result(static_cast<unsigned int>(wanted), 0);
    size_t done = 0;
    if (wanted > static_cast<size_t>(blockBytes)) { // a picture: past the blocks
        done = readFile(m_at, result.data(), wanted);
    } else {
        while (done < wanted) {
            const TagLib::offset_t at = m_at + static_cast<TagLib::offset_t>(done);
            const Block& block = blockAt(at);
            const auto from = static_cast<size_t>(at - block.begin);
            if (from >= block.bytes.size()) break; // the file has become shorter
            const size_t some = std::min(wanted - done, block.bytes.size() - from);
            std::copy_n(block.bytes.data() + from, some, result.data() + done);
            done += some;
        }
    }
    result.resize(static_cast<unsigned int>(done));
    m_at += static_cast<TagLib::offset_t>(done);
    return result;
}

void TagStream::seek(TagLib::offset_t offset, Position from)
{
    const TagLib::offset_t base = from == Beginning ? 0 : from == Current ? m_at : m_length;
    m_at = std::max<TagLib::offset_t>(0, base + offset);
}

// Read only: TagLib asks readOnly() before it writes.
void TagStream::writeBlock(const TagLib::ByteVector& /*data*/) {}
void TagStream::insert(const TagLib::ByteVector& /*data*/, TagLib::offset_t /*start*/, size_t /*replace*/) {}
void TagStream::removeBlock(TagLib::offset_t /*start*/, size_t /*length*/) {}
void TagStream::truncate(TagLib::offset_t /*length*/) {}

} // namespace groundswell::library

#pragma once

#include <taglib/tiostream.h>

#include <QByteArray>

#include <array>
#include <filesystem>
#include <fstream>
#include <vector>

namespace groundswell::library {

/// A file for TagLib to read, in blocks that are kept: tags are read in hundreds of small steps, to and fro between the
/// file's two ends, and TagLib's own stream asks the system for each. Read only. One thread at a time.
class TagStream final : public TagLib::IOStream
{
public:
    explicit TagStream(const QByteArray& nativePath);

    [[nodiscard]] TagLib::FileName name() const override { return m_path.c_str(); }
    [[nodiscard]] TagLib::ByteVector readBlock(size_t length) override;
    void writeBlock(const TagLib::ByteVector& data) override;
    void insert(const TagLib::ByteVector& data, TagLib::offset_t start, size_t replace) override;
    void removeBlock(TagLib::offset_t start, size_t length) override;
    void truncate(TagLib::offset_t length) override;
    [[nodiscard]] bool readOnly() const override { return true; }
    [[nodiscard]] bool isOpen() const override { return m_file.is_open(); }
    /// Never before the beginning; beyond the end nothing is read.
    void seek(TagLib::offset_t offset, Position from = Beginning) override;
    [[nodiscard]] TagLib::offset_t tell() const override { return m_at; }
    [[nodiscard]] TagLib::offset_t length() override { return m_length; }

private:
    struct Block
    {
        TagLib::offset_t begin = -1;
        std::vector<char> bytes;
    };
    [[nodiscard]] const Block& blockAt(TagLib::offset_t offset);
    [[nodiscard]] size_t readFile(TagLib::offset_t offset, char* to, size_t length);

    const std::filesystem::path m_path;
    std::ifstream m_file;
    TagLib::offset_t m_length = 0;
    TagLib::offset_t m_at = 0;
    std::array<Block, 2> m_blocks; // the one used last comes first
};

} // namespace groundswell::library

#include "media/spliced_file.h"

#include <algorithm>
#include <cstring>

namespace groundswell::media {

SplicedFile::SplicedFile(const QString& path, QObject* parent)
    : QIODevice(parent)
    , m_file(path)
{
    if (m_file.open(QIODevice::ReadOnly | QIODevice::Unbuffered)) open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

void SplicedFile::addFile(qint64 from, qint64 length)
{
    if (length <= 0) return;
    m_pieces.push_back({m_size, length, from, {}});
    m_size += length;
}

void SplicedFile::addBytes(const QByteArray& bytes)
{
    m_pieces.push_back({m_size, bytes.size(), 0, bytes});
    m_size += bytes.size();
}

qint64 SplicedFile::readData(char* data, qint64 size)
{
    qint64 done = 0;
    while (done < size) {
        const qint64 at = pos() + done;
        const auto piece =
            std::ranges::find_if(m_pieces, [at](const Piece& p) { return at >= p.at && at < p.at + p.length; });
        if (piece == m_pieces.end()) break;
        const qint64 inside = at - piece->at;
        qint64 part = std::min(size - done, piece->length - inside);
        if (!piece->bytes.isEmpty()) {
            std::memcpy(data + done, piece->bytes.constData() + inside, std::size_t(part));
        } else {
            part = m_file.seek(piece->from + inside) ? m_file.read(data + done, part) : -1;
            if (part < 0 && done == 0) return -1;
            if (part <= 0) break;
        }
        done += part;
    }
    return done;
}

qint64 SplicedFile::writeData(const char*, qint64)
{
    return -1;
}

} // namespace groundswell::media

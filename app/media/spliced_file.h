#pragma once

#include <QByteArray>
#include <QFile>
#include <QIODevice>
#include <QString>

#include <vector>

namespace groundswell::media {

/// A local file as if some of its bytes were others: pieces of it and pieces of memory, one after the other, without a
/// copy. For a decoder that has to be shown another header. Read by one thread at a time.
class SplicedFile final : public QIODevice
{
    Q_OBJECT

public:
    /// Opens the file; isOpen() tells whether that worked.
    explicit SplicedFile(const QString& path, QObject* parent = nullptr);

    /// Adds bytes of the file, or bytes of memory, to the end. All before the first read.
    void addFile(qint64 from, qint64 length);
    void addBytes(const QByteArray& bytes);

    [[nodiscard]] qint64 size() const override { return m_size; }

protected:
    qint64 readData(char* data, qint64 size) override;
    qint64 writeData(const char* data, qint64 size) override;

private:
    struct Piece
    {
        qint64 at = 0; // in the whole
        qint64 length = 0;
        qint64 from = 0;  // in the file
        QByteArray bytes; // instead of the file's
    };

    QFile m_file;
    std::vector<Piece> m_pieces;
    qint64 m_size = 0;
};

} // namespace groundswell::media

#pragma once

#include <QString>
#include <QUrl>

#include <optional>

namespace groundswell::media {

/// A small file that says which source is being opened, so that one that takes the program down with it is not tried
/// again at the next start. Not for a computer that loses power: that is no fault of the source.
class CrashMark
{
public:
    /// Empty: nothing is kept.
    explicit CrashMark(QString path);

    /// Blocks for a small write. A disk that refuses is ignored: the mark is a help, and no more.
    void set(const QUrl& source);
    void clear();
    /// What was being opened when the program last ended without clear().
    [[nodiscard]] static std::optional<QUrl> left(const QString& path);

private:
    QString m_path;
    bool m_isSet = false;
};

} // namespace groundswell::media

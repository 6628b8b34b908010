#pragma once

#include <QByteArray>
#include <QFile>
#include <QString>

#include <filesystem>

namespace groundswell::library {

/// Paths as the file system's own bytes: on Unix as they are, on Windows UTF-8. Names that are not UTF-8 survive.
[[nodiscard]] inline QByteArray toNativeBytes(const std::filesystem::path& path)
{
#ifdef Q_OS_WIN
    const std::u8string text = path.generic_u8string();
    return {reinterpret_cast<const char*>(text.data()), static_cast<qsizetype>(text.size())};
#else
    return QByteArray::fromStdString(path.native());
#endif
}

[[nodiscard]] inline std::filesystem::path fromNativeBytes(const QByteArray& bytes)
{
#ifdef Q_OS_WIN
    return {QString::fromUtf8(bytes).toStdWString()};
#else
    return {bytes.toStdString()};
#endif
}

[[nodiscard]] inline QByteArray toNativeBytes(const QString& path)
{
#ifdef Q_OS_WIN
    return toNativeBytes(std::filesystem::path(path.toStdWString()));
#else
    return QFile::encodeName(path);
#endif
}

/// For showing, and for opening where the name is UTF-8.
[[nodiscard]] inline QString pathText(const QByteArray& bytes)
{
    return QString::fromUtf8(bytes);
}

} // namespace groundswell::library

#include "media/crash_mark.h"

#include <QFile>

#include <utility>

namespace groundswell::media {

CrashMark::CrashMark(QString path)
    : m_path(std::move(path))
{
}

void CrashMark::set(const QUrl& source)
{
    if (m_path.isEmpty()) return;
    QFile file(m_path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate)) return;
    file.write(source.toEncoded());
    m_isSet = true;
}

void CrashMark::clear()
{
    if (std::exchange(m_isSet, false)) QFile::remove(m_path);
}

std::optional<QUrl> CrashMark::left(const QString& path)
{
    QFile file(path);
    if (path.isEmpty() || !file.open(QIODevice::ReadOnly)) return {};
    const QUrl source = QUrl::fromEncoded(file.readAll(), QUrl::StrictMode);
    return source.isValid() && !source.isEmpty() ? std::optional(source) : std::nullopt;
}

} // namespace groundswell::media

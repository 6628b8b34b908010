#include "library/file_problem.h"

#include "library/native_path.h"

#include <QCoreApplication>

namespace groundswell::library {

namespace {

QString sentence(const char* text)
{
    return QCoreApplication::translate("Library", text);
}

} // namespace

Error reasonFor(const QByteArray& nativePath, const QString& details)
{
    std::error_code status;
    const auto path = fromNativeBytes(nativePath);
    const auto size = std::filesystem::file_size(path, status);
    if (status)
        return {ErrorCode::NotFound, sentence(QT_TRANSLATE_NOOP("Library", "The file is not there any more.")),
                QString::fromStdString(status.message())};
    if (size == 0) return {ErrorCode::Corrupt, sentence(QT_TRANSLATE_NOOP("Library", "The file is empty.")), {}};
    QFile file(pathText(nativePath));
    if (file.exists() && !file.open(QIODevice::ReadOnly))
        return {ErrorCode::Io,
                sentence(QT_TRANSLATE_NOOP("Library",
                                           "The file cannot be opened: you may not have the permission to read it.")),
                file.errorString()};
    return {ErrorCode::Corrupt,
            sentence(QT_TRANSLATE_NOOP("Library",
                                       "The file holds no sound that can be read; it may be damaged or incomplete.")),
            details};
}

} // namespace groundswell::library

#include "media/decoding_error.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace groundswell::media {

namespace {

QString tr(const char* text, const QString& name)
{
    return QCoreApplication::translate("DecodingError", text).arg(name);
}

} // namespace

Error decodingError(const QUrl& source, const QString& details)
{
    if (source.isLocalFile()) {
        const QFileInfo file(source.toLocalFile());
        const QString name = file.fileName();
        if (!file.exists())
            return {
                ErrorCode::NotFound,
                tr(QT_TRANSLATE_NOOP("DecodingError", "“%1” is not where it was: it was moved, renamed or deleted."),
                   name),
                details};
        if (!file.isReadable())
            return {ErrorCode::Io,
                    tr(QT_TRANSLATE_NOOP("DecodingError", "“%1” may not be read: its permissions forbid it."), name),
                    details};
    }
    return {ErrorCode::Unsupported,
            tr(QT_TRANSLATE_NOOP("DecodingError", "“%1” cannot be decoded: it is damaged, or of a kind unknown here."),
               source.fileName()),
            details};
}

Error brokenOffError(const QUrl& source)
{
    return {ErrorCode::Io,
            tr(QT_TRANSLATE_NOOP("DecodingError", "The rest of “%1” could not be read."), source.fileName()),
            {}};
}

} // namespace groundswell::media

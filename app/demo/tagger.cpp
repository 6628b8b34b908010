#include "demo/tagger.h"

#include "demo/sentences.h"

#include <QFile>

#include <taglib/fileref.h>
#include <taglib/tpropertymap.h>
#include <taglib/tvariant.h>

namespace groundswell::demo {

namespace {

TagLib::String tagText(const QString& text)
{
    return {text.toUtf8().constData(), TagLib::String::UTF8};
}

} // namespace

Result<void> writeTags(const QString& path, const Piece& piece, const QByteArray& coverPng, const QString& lyrics)
{
    TagLib::FileRef file(QFile::encodeName(path).constData(), false);
    const auto failed = [&] { return fail(ErrorCode::Io, Demo::tr("The tags of %1 cannot be written.").arg(path)); };
    if (file.isNull()) return failed();
    TagLib::PropertyMap tags;
    const auto set = [&tags](const char* key, const QString& value) {
        if (!value.isEmpty()) tags.insert(key, tagText(value));
    };
    set("TITLE", piece.title);
    set("ARTIST", piece.artist);
    set("ALBUM", piece.album);
    set("TRACKNUMBER", QString::number(piece.trackNumber));
    set("DATE", QString::number(piece.year));
    set("GENRE", piece.genre);
    set("COMMENT", piece.note);
    set("LYRICS", lyrics);
    file.setProperties(tags);
    TagLib::VariantMap picture;
    picture.insert("data", TagLib::ByteVector(coverPng.constData(), static_cast<unsigned int>(coverPng.size())));
    picture.insert("mimeType", TagLib::String("image/png"));
    picture.insert("pictureType", TagLib::String("Front Cover"));
    file.setComplexProperties("PICTURE", {picture});
    if (!file.save()) return failed();
    return {};
}

} // namespace groundswell::demo

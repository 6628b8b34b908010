#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QUrl>

namespace groundswell::streaming {

/// Longer files are no station's.
inline constexpr qint64 mostPlaylistBytes = 64 * 1024;

/// Whether an answer is a playlist rather than sound: by its content type (lower case, no parameters), its address, or
/// its first bytes.
[[nodiscard]] bool isPlaylist(const QByteArray& contentType, const QUrl& address, QByteArrayView firstBytes);

/// Whether a playlist is of HLS (RFC 8216): its entries are no streams but pieces of one.
[[nodiscard]] bool isHls(QByteArrayView file);

/// The http and https addresses in an M3U or PLS file, in order, at most 20, made whole by where the file came from.
/// Empty when there are none, and for HLS, whose parts are no stream.
[[nodiscard]] QList<QUrl> playlistAddresses(QByteArrayView file, const QUrl& address);

} // namespace groundswell::streaming

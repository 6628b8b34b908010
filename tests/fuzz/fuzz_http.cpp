#include "fuzz_require.h"

#include "server/byte_range.h"
#include "server/cursor_codec.h"
#include "server/rate_limiter.h"
#include "server/sync_service.h"

#include <limits>

using namespace groundswell;
using namespace groundswell::fuzz;
using namespace groundswell::server;

/// Any bytes as what strangers put into headers and queries: ranges, cursors, scopes, addresses.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size)
{
    const QByteArray bytes = bytesOf(data, size);
    for (const qint64 length : {qint64{0}, qint64{1}, qint64{1000}, std::numeric_limits<qint64>::max()}) {
        const auto range = parseRange(bytes, length);
        if (!range) continue;
        require(range->offset >= 0 && range->length > 0 && range->offset < length, "a range outside of the file");
        require(range->length <= length - range->offset, "a range that is too long");
    }
    if (const auto part = parseContentRange(bytes))
        require(part->offset >= 0 && part->length > 0 && part->length <= part->total - part->offset,
                "a part outside of its file");

    const QString text = QString::fromUtf8(bytes);
    const CursorCodec codec(QStringLiteral("epoch"), "key");
    const QString scope = QStringLiteral("village");
    if (const auto seq = codec.decode(scope, text))
        require(codec.decode(scope, codec.encode(scope, *seq)) == seq, "a cursor changes");
    if (const auto name = parseScope(text))
        require(text == (name->id.isNull() ? name->kind : name->kind + u':' + name->id.toString(QUuid::WithoutBraces)),
                "a scope has two spellings");
    require(networkOf(text).size() <= 64, "a key without bound");
    return 0;
}

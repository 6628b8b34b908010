#include "fuzz_require.h"

#include "community/api/account.h"
#include "community/api/json.h"
#include "lyrics/document_json.h"
#include "translation/units_json.h"

using namespace groundswell;
using namespace groundswell::fuzz;

namespace {

/// What was read can be written, and reads as the same again.
template <class T>
void readAndWrite(const QJsonObject& object)
{
    const auto value = api::fromJson<T>(object);
    if (!value) {
        require(!value.error().message.isEmpty(), "a refusal without a sentence");
        return;
    }
    const auto again = api::parse<T>(api::toBytes(api::toJson(*value)));
    require(again.has_value(), "what was written is refused");
    require(*again == *value, "what was written reads differently");
}

} // namespace

/// Any bytes as each message between a client and a server, and as each document inside of one.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size)
{
    const auto object = api::parseObject(bytesOf(data, size));
    if (!object) return 0;
    readAndWrite<api::PushRequest>(*object);
    readAndWrite<api::PushAnswer>(*object);
    readAndWrite<api::PullRequest>(*object);
    readAndWrite<api::PullAnswer>(*object);
    readAndWrite<api::EventsAnswer>(*object);
    readAndWrite<api::Capabilities>(*object);
    readAndWrite<api::MatchRequest>(*object);
    readAndWrite<api::MatchAnswer>(*object);
    readAndWrite<api::CommentList>(*object);
    readAndWrite<api::Comment>(*object);
    readAndWrite<api::Story>(*object);
    readAndWrite<api::Lyrics>(*object);
    readAndWrite<api::Translation>(*object);
    readAndWrite<api::RegisterRequest>(*object);
    readAndWrite<api::Session>(*object);
    readAndWrite<api::Problem>(*object);
    if (const auto document = lyrics::documentFromJson(*object))
        require(lyrics::documentFromJson(lyrics::toJson(*document)) == *document, "lyrics read differently");
    if (const auto document = translation::translationFromJson(*object))
        require(translation::translationFromJson(translation::toJson(*document)) == *document,
                "a translation reads differently");
    return 0;
}

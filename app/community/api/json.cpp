#include "community/api/json.h"

#include "community/api/json_fields.h"
#include "community/api/json_reader.h"

#include <QCoreApplication>
#include <QJsonDocument>

#include <array>
#include <utility>

namespace groundswell::api {

using namespace Qt::StringLiterals;

namespace {

template <class E>
struct Words;

template <>
struct Words<CommentState>
{
    static constexpr std::array table{std::pair{CommentState::Visible, "visible"_L1},
                                      std::pair{CommentState::Held, "held"_L1},
                                      std::pair{CommentState::Removed, "removed"_L1}};
};

template <>
struct Words<ReactionKind>
{
    static constexpr std::array table{std::pair{ReactionKind::Like, "like"_L1}, std::pair{ReactionKind::Hug, "hug"_L1}};
};

template <>
struct Words<StorySource>
{
    static constexpr std::array table{
        std::pair{StorySource::ArtistSaid, "artist_said"_L1}, std::pair{StorySource::Press, "press"_L1},
        std::pair{StorySource::Memory, "memory"_L1}, std::pair{StorySource::Reading, "reading"_L1}};
};

template <>
struct Words<OperationStatus>
{
    static constexpr std::array table{
        std::pair{OperationStatus::Applied, "applied"_L1},   std::pair{OperationStatus::Duplicate, "duplicate"_L1},
        std::pair{OperationStatus::Conflict, "conflict"_L1}, std::pair{OperationStatus::Rejected, "rejected"_L1},
        std::pair{OperationStatus::Blocked, "blocked"_L1},   std::pair{OperationStatus::Retry, "retry"_L1}};
};

template <class E>
QString wordOf(E value)
{
    for (const auto& [candidate, name] : Words<E>::table)
        if (candidate == value) return name;
    return {};
}

class Writer
{
public:
    template <class T>
    using Ref = const T&;

    template <class T>
    void required(QStringView key, const T& value)
    {
        m_object.insert(key, toValue(value));
    }
    /// Leaves out what is empty.
    template <class T>
    void optional(QStringView key, const T& value)
    {
        if (!isEmpty(value)) m_object.insert(key, toValue(value));
    }
    /// A number or flag that is always written but may be missing when read.
    template <class T>
    void lenient(QStringView key, const T& value)
    {
        required(key, value);
    }
    [[nodiscard]] QJsonObject take() { return std::move(m_object); }

private:
    static bool isEmpty(const QString& value) { return value.isEmpty(); }
    static bool isEmpty(const QJsonObject& value) { return value.isEmpty(); }
    static bool isEmpty(qint64 value) { return value == 0; }
    static bool isEmpty(bool value) { return !value; }
    static bool isEmpty(const Person& value) { return value.id.isNull(); }
    template <class Tag>
    static bool isEmpty(Id<Tag> value)
    {
        return value.isNull();
    }
    template <class T>
    static bool isEmpty(const std::optional<T>& value)
    {
        return !value.has_value();
    }

    static QJsonValue toValue(const QString& value) { return value; }
    static QJsonValue toValue(const QJsonObject& value) { return value; }
    static QJsonValue toValue(qint64 value) { return value; }
    static QJsonValue toValue(int value) { return value; }
    static QJsonValue toValue(bool value) { return value; }
    template <class Tag>
    static QJsonValue toValue(Id<Tag> value)
    {
        return value.toString();
    }
    template <class E>
        requires std::is_enum_v<E>
    static QJsonValue toValue(E value)
    {
        return wordOf(value);
    }
    template <class T>
    static QJsonValue toValue(const std::optional<T>& value)
    {
        return value ? toValue(*value) : QJsonValue();
    }
    template <class T>
    static QJsonValue toValue(const std::vector<T>& values)
    {
        QJsonArray array;
        for (const T& value : values)
            array.append(toValue(value));
        return array;
    }
    template <class T>
        requires std::is_class_v<T>
    static QJsonValue toValue(const T& value)
    {
        return toJson(value);
    }

    QJsonObject m_object;
};

class Reader
{
public:
    template <class T>
    using Ref = T&;

    Reader(const QJsonObject& object, const QString& path)
        : m_fields(object, path)
    {
    }

    template <class T>
    void required(QStringView key, T& value)
    {
        get(key, value, true);
    }
    template <class T>
    void optional(QStringView key, T& value)
    {
        get(key, value, false);
    }
    template <class T>
    void lenient(QStringView key, T& value)
    {
        get(key, value, false);
    }
    [[nodiscard]] const std::optional<Error>& error() const { return m_fields.error(); }

private:
    void get(QStringView key, QString& value, bool required)
    {
        value = required ? m_fields.text(key) : m_fields.optionalText(key);
    }
    void get(QStringView key, QJsonObject& value, bool required)
    {
        value = required ? m_fields.object(key) : m_fields.optionalObject(key).value_or(QJsonObject());
    }
    void get(QStringView key, qint64& value, bool required)
    {
        value = required ? m_fields.number(key) : m_fields.optionalNumber(key).value_or(value);
    }
    void get(QStringView key, int& value, bool required)
    {
        qint64 wide = value;
        get(key, wide, required);
        if (!std::in_range<int>(wide))
            m_fields.wrong(m_fields.pathOf(key), QCoreApplication::translate("ObjectReader", "it is too large"));
        else
            value = static_cast<int>(wide);
    }
    void get(QStringView key, bool& value, bool required)
    {
        value = required ? m_fields.flag(key) : m_fields.optionalFlag(key).value_or(value);
    }
    template <class Tag>
    void get(QStringView key, Id<Tag>& value, bool required)
    {
        value = Id<Tag>(required ? m_fields.uuid(key) : m_fields.optionalUuid(key));
    }
    template <class E>
        requires std::is_enum_v<E>
    void get(QStringView key, E& value, bool required)
    {
        const QString text = required ? m_fields.text(key) : m_fields.optionalText(key);
        if (text.isEmpty()) return;
        if (const auto found = fromWord<E>(text))
            value = *found;
        else
            m_fields.wrong(m_fields.pathOf(key), QCoreApplication::translate("ObjectReader", "it is an unknown word"));
    }
    void get(QStringView key, std::optional<qint64>& value, bool /*required*/) { value = m_fields.optionalNumber(key); }
    template <class T>
        requires std::is_class_v<T>
    void get(QStringView key, std::optional<T>& value, bool /*required*/)
    {
        if (const auto object = m_fields.optionalObject(key)) child(*object, m_fields.pathOf(key), value.emplace());
    }
    template <class T>
    void get(QStringView key, std::vector<T>& values, bool required)
    {
        const QJsonArray array = required ? m_fields.array(key) : m_fields.optionalArray(key).value_or(QJsonArray());
        values.reserve(static_cast<size_t>(array.size()));
        for (qsizetype i = 0; i < array.size() && !m_fields.error(); ++i)
            element(array.at(i), u"%1[%2]"_s.arg(m_fields.pathOf(key)).arg(i), values.emplace_back());
    }
    template <class T>
        requires std::is_class_v<T>
    void get(QStringView key, T& value, bool required)
    {
        if (required)
            child(m_fields.object(key), m_fields.pathOf(key), value);
        else if (const auto object = m_fields.optionalObject(key))
            child(*object, m_fields.pathOf(key), value);
    }

    void element(const QJsonValue& json, const QString& path, QString& value)
    {
        if (!json.isString()) m_fields.wrong(path, QCoreApplication::translate("ObjectReader", "it must be text"));
        value = json.toString();
    }
    template <class T>
    void element(const QJsonValue& json, const QString& path, T& value)
    {
        if (!json.isObject())
            m_fields.wrong(path, QCoreApplication::translate("ObjectReader", "it must be an object"));
        else
            child(json.toObject(), path, value);
    }
    template <class T>
    void child(const QJsonObject& object, const QString& path, T& value)
    {
        if (m_fields.error()) return;
        if (Result<T> read = fromJson<T>(object, path))
            value = std::move(*read);
        else
            m_fields.wrong(read.error());
    }

    ObjectReader m_fields;
};

} // namespace

template <class T>
QJsonObject toJson(const T& value)
{
    Writer writer;
    describe<Writer>(writer, value);
    return writer.take();
}

template <class T>
Result<T> fromJson(const QJsonObject& object, const QString& path)
{
    Reader reader(object, path);
    T value;
    describe<Reader>(reader, value);
    if (reader.error()) return std::unexpected(*reader.error());
    return value;
}

template <class E>
std::optional<E> fromWord(QStringView word)
{
    for (const auto& [value, name] : Words<E>::table)
        if (name == word) return value;
    return std::nullopt;
}

Result<QJsonObject> parseObject(const QByteArray& bytes)
{
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(bytes, &problem);
    if (problem.error != QJsonParseError::NoError) {
        return fail(ErrorCode::InvalidInput,
                    QCoreApplication::translate("ObjectReader", "This is not JSON (at byte %1).").arg(problem.offset),
                    problem.errorString());
    }
    if (!document.isObject())
        return fail(ErrorCode::InvalidInput,
                    QCoreApplication::translate("ObjectReader", "A JSON object was expected."));
    return document.object();
}

QByteArray toBytes(const QJsonObject& object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QString word(CommentState state)
{
    return wordOf(state);
}

QString word(ReactionKind kind)
{
    return wordOf(kind);
}

QString word(StorySource source)
{
    return wordOf(source);
}

QString word(OperationStatus status)
{
    return wordOf(status);
}

template std::optional<CommentState> fromWord(QStringView);
template std::optional<ReactionKind> fromWord(QStringView);
template std::optional<StorySource> fromWord(QStringView);
template std::optional<OperationStatus> fromWord(QStringView);

#define GROUNDSWELL_CODEC(Type)                                                                                        \
    template QJsonObject toJson(const Type&);                                                                          \
    template Result<Type> fromJson(const QJsonObject&, const QString&);

GROUNDSWELL_CODEC(Person)
GROUNDSWELL_CODEC(Song)
GROUNDSWELL_CODEC(TrackPage)
GROUNDSWELL_CODEC(Comment)
GROUNDSWELL_CODEC(Reaction)
GROUNDSWELL_CODEC(Story)
GROUNDSWELL_CODEC(Lyrics)
GROUNDSWELL_CODEC(Translation)
GROUNDSWELL_CODEC(Suggestion)
GROUNDSWELL_CODEC(Session)
GROUNDSWELL_CODEC(Device)
GROUNDSWELL_CODEC(DeviceList)
GROUNDSWELL_CODEC(RegisterRequest)
GROUNDSWELL_CODEC(LoginRequest)
GROUNDSWELL_CODEC(RefreshRequest)
GROUNDSWELL_CODEC(NameAvailability)
GROUNDSWELL_CODEC(MatchRequest)
GROUNDSWELL_CODEC(MatchAnswer)
GROUNDSWELL_CODEC(Operation)
GROUNDSWELL_CODEC(PushRequest)
GROUNDSWELL_CODEC(OperationResult)
GROUNDSWELL_CODEC(PushAnswer)
GROUNDSWELL_CODEC(ScopeCursor)
GROUNDSWELL_CODEC(PullRequest)
GROUNDSWELL_CODEC(Change)
GROUNDSWELL_CODEC(Page)
GROUNDSWELL_CODEC(PullAnswer)
GROUNDSWELL_CODEC(Poke)
GROUNDSWELL_CODEC(EventsAnswer)
GROUNDSWELL_CODEC(CommentList)
GROUNDSWELL_CODEC(Problem)
GROUNDSWELL_CODEC(Capabilities)
#undef GROUNDSWELL_CODEC

} // namespace groundswell::api

#include "media/sound_settings.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace groundswell::media {

namespace {

constexpr std::array ModeNames = {"off"_L1, "track"_L1, "album"_L1, "auto"_L1};
constexpr double LargestPreampDb = 20;

/// Reads members one after the other and keeps the name of the first that is wrong.
class Members
{
public:
    explicit Members(QJsonObject json, QString prefix = {})
        : m_json(std::move(json))
        , m_prefix(std::move(prefix))
    {
    }

    void number(QLatin1StringView name, double& value, double least, double most)
    {
        const QJsonValue json = m_json[name];
        if (json.isUndefined()) return;
        const double read = json.toDouble(NAN);
        if (read >= least && read <= most)
            value = read;
        else
            refuse(name);
    }

    void flag(QLatin1StringView name, bool& value)
    {
        const QJsonValue json = m_json[name];
        if (json.isBool())
            value = json.toBool();
        else if (!json.isUndefined())
            refuse(name);
    }

    void text(QLatin1StringView name, QString& value)
    {
        const QJsonValue json = m_json[name];
        if (json.isString())
            value = json.toString();
        else if (!json.isUndefined())
            refuse(name);
    }

    [[nodiscard]] QJsonValue value(QLatin1StringView name) const { return m_json[name]; }
    void refuse(QAnyStringView name)
    {
        if (m_wrong.isEmpty()) m_wrong = m_prefix + name.toString();
    }
    [[nodiscard]] const QString& wrong() const noexcept { return m_wrong; }

private:
    QJsonObject m_json;
    QString m_prefix;
    QString m_wrong;
};

QJsonObject toJson(const EqualiserSetting& setting)
{
    return {{u"on"_s, setting.on}, {u"preset"_s, setting.preset}, {u"curve"_s, setting.curve.toJson()}};
}

EqualiserSetting readEqualiser(Members& all, const QString& device, const QJsonValue& json)
{
    EqualiserSetting setting;
    Members members(json.toObject(), u"equalisers."_s + device + u'.');
    members.flag("on"_L1, setting.on);
    members.text("preset"_L1, setting.preset);
    if (const auto curve = EqualiserCurve::fromJson(members.value("curve"_L1).toArray()))
        setting.curve = *curve;
    else
        members.refuse("curve"_L1);
    if (!members.wrong().isEmpty()) all.refuse(members.wrong());
    return setting;
}

} // namespace

EqualiserSetting SoundSettings::equaliserFor(const QString& device) const
{
    const auto own = equalisers.constFind(device);
    return own != equalisers.cend() ? *own : equalisers.value({});
}

QJsonObject SoundSettings::toJson() const
{
    QJsonObject kept;
    for (auto setting = equalisers.cbegin(); setting != equalisers.cend(); ++setting)
        kept.insert(setting.key(), media::toJson(setting.value()));
    return {{u"crossfadeSeconds"_s, crossfadeSeconds},
            {u"crossfadeInsideAlbums"_s, crossfadeInsideAlbums},
            {u"replayGain"_s, ModeNames.at(std::size_t(replayGain.mode))},
            {u"preampDb"_s, replayGain.preampDb},
            {u"unknownPreampDb"_s, replayGain.unknownPreampDb},
            {u"preventClipping"_s, replayGain.preventClipping},
            {u"equalisers"_s, kept},
            {u"balance"_s, balance},
            {u"limiter"_s, limiter},
            {u"device"_s, deviceId}};
}

Result<SoundSettings> SoundSettings::fromJson(const QJsonObject& json)
{
    SoundSettings settings;
    Members members(json);
    members.number("crossfadeSeconds"_L1, settings.crossfadeSeconds, 0, LongestCrossfade);
    members.flag("crossfadeInsideAlbums"_L1, settings.crossfadeInsideAlbums);
    members.number("preampDb"_L1, settings.replayGain.preampDb, -LargestPreampDb, LargestPreampDb);
    members.number("unknownPreampDb"_L1, settings.replayGain.unknownPreampDb, -LargestPreampDb, LargestPreampDb);
    members.flag("preventClipping"_L1, settings.replayGain.preventClipping);
    members.number("balance"_L1, settings.balance, -1, 1);
    members.flag("limiter"_L1, settings.limiter);
    members.text("device"_L1, settings.deviceId);

    QString mode = ModeNames.front();
    members.text("replayGain"_L1, mode);
    const auto known = std::ranges::find(ModeNames, mode);
    if (known == ModeNames.end())
        members.refuse("replayGain"_L1);
    else
        settings.replayGain.mode = ReplayGainMode(known - ModeNames.begin());

    const QJsonObject equalisers = members.value("equalisers"_L1).toObject();
    for (auto setting = equalisers.constBegin(); setting != equalisers.constEnd(); ++setting)
        settings.equalisers.insert(setting.key(), readEqualiser(members, setting.key(), setting.value()));

    if (members.wrong().isEmpty()) return settings;
    return fail(ErrorCode::Corrupt,
                QCoreApplication::translate("SoundSettings", "The kept sound settings cannot be used: %1 is wrong.")
                    .arg(members.wrong()));
}

} // namespace groundswell::media

#include "ui/style/type_scale.h"

#include <QDirIterator>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QLoggingCategory>
#include <QScreen>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace groundswell::ui {

namespace {

const TypeToken& token(Type type) noexcept
{
    return tokens::typeScale.at(static_cast<size_t>(type));
}

bool isTraditional(const QString& language)
{
    return language.startsWith("zh-Hant"_L1) || language.startsWith("zh-TW"_L1) || language.startsWith("zh-HK"_L1);
}

/// The families after Inter for a language, best first (design section 3).
QStringList uiFallbacks(const QString& language)
{
    const QStringList ja{u"Noto Sans CJK JP"_s, u"Hiragino Sans"_s, u"Yu Gothic UI"_s};
    const QStringList ko{u"Noto Sans CJK KR"_s, u"Apple SD Gothic Neo"_s, u"Malgun Gothic"_s};
    const QStringList hant{u"Noto Sans CJK TC"_s, u"PingFang TC"_s, u"Microsoft JhengHei UI"_s};
    const QStringList hans{u"Noto Sans CJK SC"_s, u"PingFang SC"_s, u"Microsoft YaHei UI"_s};
    const QStringList rest{u"Noto Sans Arabic"_s, u"Noto Sans"_s};
    if (language.startsWith("ja"_L1)) return ja + hans + rest;
    if (language.startsWith("ko"_L1)) return ko + hans + rest;
    if (isTraditional(language)) return hant + ja + rest;
    return hans + ja + rest;
}

QStringList voiceFallbacks(const QString& language)
{
    QStringList first;
    if (language.startsWith("ja"_L1))
        first = {u"Noto Serif CJK JP"_s, u"Hiragino Mincho ProN"_s};
    else if (language.startsWith("ko"_L1))
        first = {u"Noto Serif CJK KR"_s};
    else if (isTraditional(language))
        first = {u"Noto Serif CJK TC"_s, u"Songti TC"_s};
    else
        first = {u"Noto Serif CJK SC"_s, u"Songti SC"_s};
    return first + QStringList{u"Noto Naskh Arabic"_s} + uiFallbacks(language);
}

QStringList families(TypeFamily family, const QString& language)
{
    switch (family) {
    // Our Inter has a name of its own: an installed one in the CFF format would be drawn with FreeType's stem
    // darkening, too bold on dark ground.
    case TypeFamily::Ui: return QStringList{u"Inter Groundswell"_s, u"Inter"_s} + uiFallbacks(language);
    case TypeFamily::Voice: return QStringList{u"Source Serif 4"_s} + voiceFallbacks(language);
    case TypeFamily::VoiceDisplay:
        return QStringList{u"Source Serif 4 Display"_s, u"Source Serif 4"_s} + voiceFallbacks(language);
    }
    return {};
}

/// QFont takes whole pixels only; the design also has halves, which go through points.
void setSize(QFont& font, double px)
{
    if (px == std::floor(px)) {
        font.setPixelSize(static_cast<int>(px));
        return;
    }
    const auto* screen = QGuiApplication::primaryScreen();
    const double dpi = screen ? screen->logicalDotsPerInchY() : 96;
    font.setPointSizeF(px * 72 / dpi);
}

bool isLyric(Type type) noexcept
{
    return type == Type::Lyric || type == Type::LyricActive || type == Type::Immersive || type == Type::ImmersiveNear;
}

} // namespace

TypeScale::TypeScale(int percent, LyricFace face) noexcept
    : m_percent(std::clamp(percent, 90, 130))
    , m_face(face)
{
}

QFont TypeScale::font(Type type, const QString& language) const
{
    return font(type, token(type).size, token(type).weight, language);
}

QFont TypeScale::font(Type type, double size, int weight, const QString& language) const
{
    return kept({type, weight, size, language, false});
}

QFont TypeScale::tabular(Type type) const
{
    return kept({type, token(type).weight, token(type).size, {}, true});
}

const QFont& TypeScale::kept(const FontKey& key) const
{
    const auto found = m_fonts.constFind(key);
    return found != m_fonts.cend() ? *found : *m_fonts.insert(key, made(key));
}

QFont TypeScale::made(const FontKey& key) const
{
    const auto family = m_face == LyricFace::Sans && isLyric(key.type) ? TypeFamily::Ui : token(key.type).family;
    QFont font;
    font.setFamilies(families(family, key.language));
    font.setWeight(static_cast<QFont::Weight>(key.weight));
    font.setHintingPreference(QFont::PreferNoHinting);
    // Half pixels are the finest step the design uses.
    setSize(font, std::round(key.size * m_percent / 50.0) / 2.0 +
                      (key.language.startsWith("ar"_L1) && family == TypeFamily::Ui ? 0.5 : 0.0));
    if (key.tabular) font.setFeature("tnum", 1);
    return font;
}

int TypeScale::line(Type type) const noexcept
{
    return px(token(type).line);
}

int TypeScale::px(int designPx) const noexcept
{
    return static_cast<int>(std::lround(designPx * m_percent / 100.0));
}

void loadBundledFonts()
{
    [[maybe_unused]] static const bool once = [] {
        // Qt tells of each script that the first family of a list does not have, which is what the others are for. Who
        // asks by QT_LOGGING_RULES is told all the same.
        QLoggingCategory::setFilterRules(u"qt.text.font.db.info=false\nqt.text.font.db.warning=false"_s);
        QDirIterator files(u":/look/fonts"_s, QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext())
            QFontDatabase::addApplicationFont(files.next());
        return true;
    }();
}

QString languageOfScript(QStringView text)
{
    bool han = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        switch (text.at(i).script()) {
        case QChar::Script_Hiragana:
        case QChar::Script_Katakana: return u"ja"_s;
        case QChar::Script_Hangul: return u"ko"_s;
        case QChar::Script_Arabic: return u"ar"_s;
        case QChar::Script_Han: han = true; break;
        default: break;
        }
    }
    return han ? u"zh-Hans"_s : QString();
}

} // namespace groundswell::ui

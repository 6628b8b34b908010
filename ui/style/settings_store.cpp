#include "ui/style/settings_store.h"

using namespace Qt::StringLiterals;

namespace groundswell::ui {

namespace {

int oneOf(const QString& text, std::initializer_list<int> allowed, int fallback)
{
    const int n = text.toInt();
    return std::ranges::find(allowed, n) != allowed.end() ? n : fallback;
}

} // namespace

void SettingsStore::setValue(const QString& key, const QString& value)
{
    if (m_values.value(key) == value) return;
    m_values.insert(key, value);
    Q_EMIT changed(key);
}

LookSettings readLook(const SettingsStore& store)
{
    using Scheme = LookSettings::Scheme;
    LookSettings look;
    const QString scheme = store.value(u"look/theme"_s);
    look.scheme = scheme == "dark"_L1 ? Scheme::Dark : scheme == "light"_L1 ? Scheme::Light : Scheme::System;
    look.textPercent = oneOf(store.value(u"look/textSize"_s), {90, 100, 115, 130}, look.textPercent);
    look.rowHeight = oneOf(store.value(u"look/rowHeight"_s), {28, 32, 48}, look.rowHeight);
    look.lyricFace = store.value(u"look/lyricFace"_s) == "sans"_L1 ? LyricFace::Sans : LyricFace::Serif;
    look.reduceMotion = store.value(u"look/reduceMotion"_s) == "yes"_L1;
    return look;
}

void writeLook(SettingsStore& store, const LookSettings& look)
{
    using Scheme = LookSettings::Scheme;
    store.setValue(u"look/theme"_s, look.scheme == Scheme::Dark    ? u"dark"_s
                                    : look.scheme == Scheme::Light ? u"light"_s
                                                                   : u"system"_s);
    store.setValue(u"look/textSize"_s, QString::number(look.textPercent));
    store.setValue(u"look/rowHeight"_s, QString::number(look.rowHeight));
    store.setValue(u"look/lyricFace"_s, look.lyricFace == LyricFace::Sans ? u"sans"_s : u"serif"_s);
    store.setValue(u"look/reduceMotion"_s, look.reduceMotion ? u"yes"_s : u"no"_s);
}

} // namespace groundswell::ui

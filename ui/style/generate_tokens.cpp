// Turns the design's tokens.json into tokens.h (constants) and dark.qss, light.qss (the style sheet with its colours
// put in). Runs at build time: groundswell_tokens TOKENS_JSON SHEET_TEMPLATE OUTPUT_DIR

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMap>
#include <QRegularExpression>
#include <QSaveFile>
#include <QTextStream>

#include <cmath>
#include <cstdio>

using namespace Qt::StringLiterals;

namespace {

struct Rgba
{
    int r = 0, g = 0, b = 0, a = 255;
};

using ColourMap = QMap<QString, Rgba>;

[[noreturn]] void die(const QString& why)
{
    std::fprintf(stderr, "groundswell_tokens: %s\n", qPrintable(why));
    std::exit(1);
}

/// "bg" + "window" -> "bgWindow"; digits and dots never reach here.
QString camel(const QString& head, const QString& tail)
{
    return head.isEmpty() ? tail : head + tail.at(0).toUpper() + tail.mid(1);
}

/// "#RRGGBB" or {hex, alpha}; an alpha is rounded to 8 bits.
Rgba toRgba(const QJsonValue& value)
{
    const QString hex = value.isObject() ? value[u"hex"_s].toString() : value.toString();
    const double alpha = value.isObject() ? value[u"alpha"_s].toDouble() : 1.0;
    bool ok = false;
    const int rgb = hex.mid(1).toInt(&ok, 16);
    if (!ok || hex.size() != 7) die(u"'%1' is not a colour"_s.arg(hex));
    return {(rgb >> 16) & 0xff, (rgb >> 8) & 0xff, rgb & 0xff, static_cast<int>(std::lround(alpha * 255))};
}

ColourMap coloursOf(const QJsonObject& theme)
{
    ColourMap colours;
    for (auto group = theme.begin(); group != theme.end(); ++group) {
        const auto value = group.value();
        if (value.isString() || value[u"hex"_s].isString()) {
            colours.insert(group.key(), toRgba(value));
            continue;
        }
        const auto members = value.toObject();
        for (auto it = members.begin(); it != members.end(); ++it)
            colours.insert(camel(group.key(), it.key()), toRgba(it.value()));
    }
    return colours;
}

QString qcolor(const Rgba& c)
{
    return u"QColor(%1, %2, %3, %4)"_s.arg(c.r).arg(c.g).arg(c.b).arg(c.a);
}

QString number(const QJsonValue& value)
{
    const double n = value.toDouble();
    return n == std::floor(n) ? QString::number(static_cast<int>(n)) : QString::number(n, 'g', 8);
}

/// Numbers below a section: size.player.swell -> sizePlayerSwell. Arrays of numbers become std::array.
void writeNumbers(QTextStream& out, const QString& name, const QJsonValue& value)
{
    if (value.isDouble()) {
        const bool whole = value.toDouble() == std::floor(value.toDouble());
        out << "inline constexpr " << (whole ? "int " : "double ") << name << " = " << number(value) << ";\n";
    } else if (value.isArray()) {
        const auto array = value.toArray();
        QStringList items;
        bool whole = true;
        for (const auto& item : array) {
            items << number(item);
            whole = whole && item.toDouble() == std::floor(item.toDouble());
        }
        out << "inline constexpr std::array<" << (whole ? "int" : "double") << ", " << array.size() << "> " << name
            << "{" << items.join(u", "_s) << "};\n";
    } else if (value.isObject()) {
        const auto object = value.toObject();
        for (auto it = object.begin(); it != object.end(); ++it) {
            if (!it.key().at(0).isDigit()) writeNumbers(out, camel(name, it.key()), it.value());
        }
    }
}

void writeColours(QTextStream& out, const ColourMap& dark, const ColourMap& light)
{
    out << "/// Every colour of one theme, named as in tokens.json: \"bg.window\" is bgWindow.\nstruct Colours\n{\n";
    for (auto it = dark.begin(); it != dark.end(); ++it)
        out << "    QColor " << it.key() << ";\n";
    out << "};\n\nnamespace tokens {\n\n";
    const auto one = [&out](const char* name, const ColourMap& colours) {
        out << "inline constexpr Colours " << name << "{\n";
        for (auto it = colours.begin(); it != colours.end(); ++it)
            out << "    ." << it.key() << " = " << qcolor(it.value()) << ",\n";
        out << "};\n\n";
    };
    one("dark", dark);
    one("light", light);
}

void writePalettes(QTextStream& out, const QJsonArray& palettes)
{
    out << "/// Default avatars: sky top, sky bottom, sea.\ninline constexpr std::array<std::array<QColor, 3>, "
        << palettes.size() << "> horizonPalettes{{\n";
    for (const auto& palette : palettes) {
        out << "    {";
        for (int i = 0; i < 3; ++i)
            out << (i ? ", " : "") << qcolor(toRgba(palette[i]));
        out << "},\n";
    }
    out << "}};\n\n";
}

void writeType(QTextStream& out, const QJsonObject& scale)
{
    out << "} // namespace tokens\n\n/// The type styles of design section 3.\nenum class Type {";
    for (auto it = scale.begin(); it != scale.end(); ++it)
        out << (it == scale.begin() ? " " : ", ") << it.key().at(0).toUpper() + it.key().mid(1);
    out << " };\n\n/// Inter for the program; Source Serif 4 for what people wrote with care; its Display cut for page "
           "titles.\n"
           "enum class TypeFamily { Ui, Voice, VoiceDisplay };\n\n"
           "/// One style at text size 100 %: size and line height in px, weight as in CSS.\n"
           "struct TypeToken\n{\n    TypeFamily family;\n    double size;\n    int line;\n    int "
           "weight;\n};\n\nnamespace tokens {\n\n"
           "inline constexpr std::array<TypeToken, "
        << scale.size() << "> typeScale{{\n";
    for (auto it = scale.begin(); it != scale.end(); ++it) {
        const auto style = it.value();
        const QString family = style[u"family"_s].toString();
        out << "    {TypeFamily::"
            << (family == "ui"_L1      ? "Ui"
                : family == "voice"_L1 ? "Voice"
                                       : "VoiceDisplay")
            << ", " << number(style[u"size"_s]) << ", " << number(style[u"line"_s]) << ", "
            << number(style[u"weight"_s]) << "},\n";
    }
    out << "}};\n\n";
}

void save(const QString& path, const QString& text)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text.toUtf8()) < 0 || !file.commit())
        die(u"cannot write %1: %2"_s.arg(path, file.errorString()));
}

QByteArray load(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) die(u"cannot read %1: %2"_s.arg(path, file.errorString()));
    return file.readAll();
}

/// Puts "rgba(...)" wherever the template says @bgWindow; an unknown name ends the build.
QString sheetWith(const QString& sheet, const ColourMap& colours)
{
    static const QRegularExpression name(u"@([a-zA-Z]+)"_s);
    QString result;
    qsizetype from = 0;
    for (const auto& match : name.globalMatch(sheet)) {
        const auto colour = colours.constFind(match.captured(1));
        if (colour == colours.cend())
            die(u"the style sheet names the colour '%1', which tokens.json does not have"_s.arg(match.captured(1)));
        result += QStringView(sheet).mid(from, match.capturedStart() - from);
        result += u"rgba(%1, %2, %3, %4)"_s.arg(colour->r).arg(colour->g).arg(colour->b).arg(colour->a);
        from = match.capturedEnd();
    }
    result += QStringView(sheet).mid(from);
    return result;
}

} // namespace

int main(int argc, char** argv)
{
    if (argc != 4) die(u"usage: groundswell_tokens TOKENS_JSON SHEET_TEMPLATE OUTPUT_DIR"_s);
    QJsonParseError error;
    const auto document = QJsonDocument::fromJson(load(QString::fromLocal8Bit(argv[1])), &error);
    if (error.error != QJsonParseError::NoError) die(u"tokens.json: "_s + error.errorString());
    const auto root = document.object();
    const auto dark = coloursOf(root[u"color"_s][u"dark"_s].toObject());
    const auto light = coloursOf(root[u"color"_s][u"light"_s].toObject());
    if (dark.keys() != light.keys()) die(u"the dark and the light theme do not name the same colours"_s);

    QString header;
    QTextStream out(&header);
    out << "// Made from resources/tokens/tokens.json by groundswell_tokens.\n#pragma once\n\n#include "
           "<QColor>\n\n#include <array>\n\n"
           "namespace groundswell::ui {\n\n";
    writeColours(out, dark, light);
    writePalettes(out, root[u"horizon"_s][u"palettes"_s].toArray());
    writeType(out, root[u"type"_s][u"scale"_s].toObject());
    for (const auto& section : {u"radius"_s, u"size"_s, u"motion"_s, u"swell"_s})
        writeNumbers(out, section, root[section]);
    out << "\n} // namespace tokens\n\n} // namespace groundswell::ui\n";
    out.flush();

    const QDir target(QString::fromLocal8Bit(argv[3]));
    const auto sheet = QString::fromUtf8(load(QString::fromLocal8Bit(argv[2])));
    save(target.filePath(u"tokens.h"_s), header);
    save(target.filePath(u"dark.qss"_s), sheetWith(sheet, dark));
    save(target.filePath(u"light.qss"_s), sheetWith(sheet, light));
    return 0;
}

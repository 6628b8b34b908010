#include "cli/console.h"

#include <QJsonDocument>

#include <cstdio>

namespace groundswell::cli {

namespace {

void print(const QByteArray& text)
{
    std::fwrite(text.constData(), 1, static_cast<size_t>(text.size()), stdout);
    std::fputc('\n', stdout);
    std::fflush(stdout);
}

void printLines(const QStringList& lines)
{
    for (const auto& line : lines)
        print(line.toUtf8());
}

} // namespace

void Console::answer(const QJsonObject& value, const QStringList& lines) const
{
    if (m_json)
        print(QJsonDocument(value).toJson(QJsonDocument::Compact));
    else
        printLines(lines);
}

void Console::answer(const QJsonArray& values, const QStringList& lines) const
{
    if (m_json)
        print(QJsonDocument(values).toJson(QJsonDocument::Compact));
    else
        printLines(lines);
}

int failed(const Error& error)
{
    std::fprintf(stderr, "groundswell-cli: %s\n", error.message.toUtf8().constData());
    return 1;
}

} // namespace groundswell::cli

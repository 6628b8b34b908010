#include "call.h"

namespace groundswell::server {

QString Call::query(const std::string& name) const
{
    return QString::fromStdString(m_request->getParameter(name));
}

QByteArray Call::header(const std::string& name) const
{
    return QByteArray::fromStdString(m_request->getHeader(name));
}

QByteArrayView Call::body() const
{
    const std::string_view bytes = m_request->body();
    return {bytes.data(), static_cast<qsizetype>(bytes.size())};
}

QString Call::accessToken() const
{
    constexpr std::string_view scheme = "Bearer ";
    const std::string& value = m_request->getHeader("authorization");
    if (!value.starts_with(scheme)) return {};
    return QString::fromLatin1(QByteArrayView(value).sliced(scheme.size())).trimmed();
}

} // namespace groundswell::server

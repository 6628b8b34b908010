#pragma once

#include <QByteArray>
#include <QList>
#include <QObject>
#include <QStringList>
#include <QUrl>

#include <memory>

class KDSingleApplication;

namespace groundswell::ui {

/// What a start asks of the program where a window runs already.
struct StartRequest
{
    QList<QUrl> open;           ///< files to add and play, whole addresses
    QStringList addFolders;     ///< made part of the library, whole paths
    QByteArray activationToken; ///< what the desktop gave this start so that a window may come to the front
    QString answerTo;           ///< the local socket at which it is waited for that somebody took this

    [[nodiscard]] QByteArray toBytes() const;
    /// An empty request for what cannot be read: the window comes to the front all the same.
    [[nodiscard]] static StartRequest fromBytes(const QByteArray& bytes);
    bool operator==(const StartRequest&) const = default;
};

/// One window for each profile folder and user: the first start is asked by the later ones. The lock of a program that
/// was killed is taken over. GUI thread.
class SingleInstance final : public QObject
{
    Q_OBJECT

public:
    /// Makes the profile's folder where it is missing, since its true path is its name.
    explicit SingleInstance(const QString& profileFolder);
    /// From then on the next start is a first one.
    ~SingleInstance() override;

    [[nodiscard]] bool isFirst() const;
    /// Hands the request to the first one, waiting at most 5 s until that takes it; false when nobody does, and sooner
    /// where the first one ended meanwhile: then this one is the first.
    [[nodiscard]] bool handOver(StartRequest request);

Q_SIGNALS:
    /// The program was started again.
    void startedAgain(const groundswell::ui::StartRequest& request);

private:
    void apply();
    void take(const StartRequest& request);

    QString m_name;
    std::unique_ptr<KDSingleApplication> m_instance;
};

} // namespace groundswell::ui

#pragma once

#include "village_fixture.h"

#include "sync/qt/outbox_tables.h"

#include <functional>

namespace groundswell::ui {

/// A profile of somebody who signed in once and has no network: what they do stays in the outbox. It can be opened
/// again and again, as after a crash.
class QuietProfile
{
public:
    QuietProfile()
    {
        change([this](store::Database& db) {
            sync::outbox::useAccount(db, {account, QUrl(QStringLiteral("http://127.0.0.1:1")),
                                          QStringLiteral("Lantern Bay"), person, true, 1});
        });
    }

    /// Changes outbox.db while the program is closed.
    void change(const std::function<void(store::Database&)>& how)
    {
        auto outbox = store::Store::open(m_folder.filePath(QStringLiteral("outbox.db")), sync::outboxSchema()).value();
        const auto done = outbox->writer().run([&how](store::Database& db) -> Result<void> {
            how(db);
            return {};
        });
        if (!done) qFatal("outbox.db could not be changed");
    }
    [[nodiscard]] std::unique_ptr<PanelFixture> open() const { return std::make_unique<PanelFixture>(m_folder.path()); }

private:
    QTemporaryDir m_folder;

public:
    SystemClock clock;
    const AccountId account = AccountId::make(clock);
    const api::Person person{UserId::make(clock), QStringLiteral("liv"), QStringLiteral("Liv")};
};

} // namespace groundswell::ui

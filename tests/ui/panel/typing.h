#pragma once

#include "quiet_profile.h"

#include "ui/panel/comments/comments_page.h"
#include "ui/panel/comments/composer.h"

#include <QPlainTextEdit>
#include <QSemaphore>

namespace groundswell::ui {

/// The page of a song's comments, shown in a window of its own.
[[nodiscard]] inline std::unique_ptr<CommentsPage> openComments(PanelFixture& fixture, SongId song)
{
    auto page = std::make_unique<CommentsPage>(fixture.context());
    page->resize(408, 740);
    page->show();
    page->setSong(song, true);
    return page;
}

/// What stands in its field.
[[nodiscard]] inline QString textOf(CommentsPage& page)
{
    return page.composer().editor().toPlainText();
}

inline void write(CommentsPage& page, const QString& text, bool send = false)
{
    QTest::keyClicks(&page.composer().editor(), text);
    if (send) QTest::keyClick(&page.composer().editor(), Qt::Key_Return, Qt::ControlModifier);
}

/// As on a full disk: drafts cannot be kept, or can again. What was posted to the writer before is not touched by it.
inline QFuture<Result<void>> refuseDrafts(PanelFixture& fixture, bool refuse)
{
    return fixture.outbox->writer().post([refuse](store::Database& db) -> Result<void> {
        db.execute(refuse ? "CREATE TRIGGER full BEFORE INSERT ON draft BEGIN SELECT RAISE(ABORT, 'disk full'); END"
                          : "DROP TRIGGER full");
        return {};
    });
}

/// A disk that takes its time: outbox.db does nothing of what it is asked until this goes.
class SlowDisk
{
public:
    explicit SlowDisk(PanelFixture& fixture)
    {
        m_done = fixture.outbox->writer().post([gate = m_gate](store::Database&) -> Result<void> {
            gate->acquire();
            return {};
        });
    }
    ~SlowDisk() { m_gate->release(); }
    SlowDisk(const SlowDisk&) = delete;
    SlowDisk& operator=(const SlowDisk&) = delete;

private:
    std::shared_ptr<QSemaphore> m_gate = std::make_shared<QSemaphore>();
    QFuture<Result<void>> m_done;
};

} // namespace groundswell::ui

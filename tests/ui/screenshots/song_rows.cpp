#include "specimens.h"

#include "library/library_schema.h"
#include "library/track_list_model.h"
#include "library/track_queries.h"
#include "store/chunk_store.h"
#include "store/store.h"
#include "ui/library/cover_pixmaps.h"
#include "ui/library/song_table.h"
#include "ui/parts/labels.h"
#include "ui/parts/surface.h"

#include <QGridLayout>
#include <QMouseEvent>
#include <QTemporaryDir>
#include <QTest>

namespace groundswell::ui {

using namespace Qt::StringLiterals;
using library::TrackListModel;

namespace {

/// A library of four songs: one as usual, one that plays, one whose folder is away, one that cannot be read.
constexpr auto songs = R"(
INSERT INTO track(id, path, size, modified_ms, added_ms, title, artist, duration_ms, title_sort, online, error) VALUES
  (1, CAST('/1' AS BLOB), 1, 1, 1, 'Salt Letters', 'Maren Oake', 242000, '1', 1, ''),
  (2, CAST('/2' AS BLOB), 1, 1, 1, '凪のあとの手紙', '夜凪灯台', 266000, '2', 1, ''),
  (3, CAST('/3' AS BLOB), 1, 1, 1, 'Nordlys, sakte', 'Sild & Sne', 363000, '3', 0, ''),
  (4, CAST('/4' AS BLOB), 1, 1, 1, 'Glasshouse', 'Ottoline', 176000, '4', 1, 'The file ends too early.');
INSERT INTO track_words(track_id, flags, comments) VALUES(1, 11, 612), (2, 14, 1284);
)";

/// The real table with these songs, in a window of its own.
class Bench
{
public:
    Bench(const Look& look, int width)
        : m_library(store::Store::open(m_folder.filePath(u"library.db"_s), library::librarySchema()).value())
        , m_media(store::Store::open(m_folder.filePath(u"media.db"_s), store::mediaSchema()).value())
        , m_chunks(*m_media)
        , m_loader(m_library->readers(), m_chunks)
        , m_covers(m_loader)
        , m_queries(m_library->readers())
    {
        (void)m_library->writer().run([](store::Database& database) -> Result<void> {
            database.execute(songs);
            return {};
        });
        m_model = std::make_unique<TrackListModel>(m_queries);
        m_model->setOrder({library::TrackField::Title});
        setSurface(m_host, u"base"_s);
        m_table = new SongTable(look, *m_model, m_covers, &m_host);
        m_elsewhere = new QWidget(&m_host);
        m_elsewhere->setFocusPolicy(Qt::StrongFocus);
        m_host.resize(width, 300);
        m_table->setGeometry(0, 0, width, 300);
        m_host.show();
        (void)QTest::qWaitForWindowActive(&m_host);
        m_elsewhere->setFocus();
        (void)QTest::qWaitFor([this] { return m_model->rowCount() == 4; });
        loading = row(0); // nobody has asked for its page until now
        (void)QTest::qWaitFor([this] { return m_model->rowAt(3) != nullptr; });
    }

    [[nodiscard]] QPixmap row(int number)
    {
        const QRect place = m_table->visualRect(m_model->index(number, TrackListModel::TitleColumn));
        return m_host.grab({m_table->viewport()->mapTo(&m_host, QPoint(0, place.top())),
                            QSize(m_table->viewport()->width(), place.height())});
    }
    /// The mouse over a row, its button down where it is pressed.
    [[nodiscard]] QPixmap rowUnderMouse(int number, bool pressed)
    {
        QWidget* const view = m_table->viewport();
        const QPointF at = m_table->visualRect(m_model->index(number, TrackListModel::TitleColumn)).center();
        const auto send = [&](QEvent::Type type, Qt::MouseButtons down) {
            QMouseEvent event(type, at, view->mapToGlobal(at),
                              type == QEvent::MouseMove ? Qt::NoButton : Qt::LeftButton, down, Qt::NoModifier);
            QCoreApplication::sendEvent(view, &event);
        };
        send(QEvent::MouseMove, Qt::NoButton);
        if (pressed) send(QEvent::MouseButtonPress, Qt::LeftButton);
        QPixmap shown = row(number);
        if (pressed) send(QEvent::MouseButtonRelease, Qt::NoButton);
        QEvent leave(QEvent::Leave);
        QCoreApplication::sendEvent(m_table, &leave);
        rest();
        return shown;
    }
    [[nodiscard]] QPixmap rowSelected(int number, bool active)
    {
        if (active) m_table->setFocus(Qt::MouseFocusReason);
        m_table->selectRow(number);
        QPixmap shown = row(number);
        rest();
        return shown;
    }
    [[nodiscard]] QPixmap rowFocused(int number)
    {
        m_table->selectionModel()->setCurrentIndex(m_model->index(number, TrackListModel::TitleColumn),
                                                   QItemSelectionModel::NoUpdate);
        m_table->setFocus(Qt::TabFocusReason);
        QPixmap shown = row(number);
        rest();
        return shown;
    }
    void play(int number) { m_table->setPlaying(m_model->idAt(number), true); }

    QPixmap loading;

private:
    void rest()
    {
        m_table->clearSelection();
        m_elsewhere->setFocus();
    }

    QTemporaryDir m_folder;
    std::unique_ptr<store::Store> m_library, m_media;
    store::ChunkStore m_chunks;
    library::CoverLoader m_loader;
    CoverPixmaps m_covers;
    library::TrackQueries m_queries;
    std::unique_ptr<TrackListModel> m_model;
    QWidget m_host;
    SongTable* m_table = nullptr;
    QWidget* m_elsewhere = nullptr;
};

} // namespace

QWidget* makeSongRows(const Look& look, int width)
{
    auto* box = new QWidget;
    auto* grid = new QGridLayout(box);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(2);
    Bench bench(look, width);
    const auto add = [&](const QString& name, const QPixmap& row) {
        const int place = grid->rowCount();
        grid->addWidget(plainLabel(look, name, Type::Caption, Tone::Tertiary), place, 0);
        grid->addWidget(framed(row), place, 1);
    };
    add(u"Rest"_s, bench.row(0));
    add(u"Hover"_s, bench.rowUnderMouse(0, false));
    add(u"Pressed"_s, bench.rowUnderMouse(0, true));
    add(u"Selected"_s, bench.rowSelected(0, true));
    add(u"Unfocused"_s, bench.rowSelected(0, false));
    add(u"Keyboard"_s, bench.rowFocused(0));
    bench.play(1);
    add(u"Playing"_s, bench.row(1));
    add(u"Both"_s, bench.rowSelected(1, true));
    add(u"Folder away"_s, bench.row(2));
    add(u"Cannot be read"_s, bench.row(3));
    add(u"Loading"_s, bench.loading);
    grid->setColumnStretch(0, 1);
    return box;
}

} // namespace groundswell::ui

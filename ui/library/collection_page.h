#pragma once

#include "ui/library/collection_model.h"
#include "ui/style/look.h"

#include <QWidget>

class QLabel;
class QListView;
class QStackedLayout;

namespace groundswell::ui {

class CollectionDelegate;
class CoverPixmaps;
class EmptyState;

/// A grid of albums or artists under a page title.
class CollectionPage final : public QWidget
{
    Q_OBJECT

public:
    CollectionPage(const Look& look, const library::TrackQueries& queries, CoverPixmaps& covers,
                   CollectionModel::Kind kind, QWidget* parent = nullptr);

    void setFilterText(const QString& text);
    void refresh();
    [[nodiscard]] QListView& list() noexcept { return *m_list; }

Q_SIGNALS:
    void opened(const groundswell::ui::CollectionItem& item);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void showCount();
    void fitCards();

    const Look& m_look;
    CollectionModel::Kind m_kind;
    CollectionModel* m_model;
    CollectionDelegate* m_delegate;
    QLabel* m_count;
    QListView* m_list;
    EmptyState* m_empty;
    QStackedLayout* m_stack;
};

} // namespace groundswell::ui

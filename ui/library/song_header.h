#pragma once

#include <QHeaderView>

namespace groundswell::ui {

class Look;

/// The song table's header: quiet words, the sorted column with a small chevron, a hairline below.
class SongHeader final : public QHeaderView
{
    Q_OBJECT

public:
    explicit SongHeader(const Look& look, QWidget* parent = nullptr);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void paintSection(QPainter* painter, const QRect& rect, int logicalIndex) const override;

private:
    const Look& m_look;
};

} // namespace groundswell::ui

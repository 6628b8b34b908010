#pragma once

#include "ui/style/look.h"

#include <QTextLayout>
#include <QWidget>

namespace groundswell::ui {

/// What somebody wrote, in the voice face, and right behind it which moment of the song it is about. Wraps. GUI thread.
class MomentQuote final : public QWidget
{
    Q_OBJECT

public:
    /// The look outlives it. Plain texts.
    MomentQuote(const Look& look, const QString& words, const QString& moment, QWidget* parent = nullptr);

    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    /// The words in lines of `width` px; how high they are together.
    qreal layOut(QTextLayout& layout, int width) const;

    const Look& m_look;
    QString m_words;
    QString m_moment;
};

} // namespace groundswell::ui

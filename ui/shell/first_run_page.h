#pragma once

#include "ui/shell/found_folders.h"
#include "ui/style/look.h"

#include <QWidget>

class QVBoxLayout;

namespace groundswell::ui {

/// What stands in the window while there is no music: "Where does your music live?" (picture 08).
class FirstRunPage final : public QWidget
{
    Q_OBJECT

public:
    explicit FirstRunPage(const Look& look, QWidget* parent = nullptr);

    /// The music found on this computer, each with a button that adds it.
    void setFound(const QList<FoundFolder>& folders);
    /// Whether somebody is signed in already: the card then only says where.
    void setCommunity(const QString& name);
    /// A folder with a first list to try; empty hides that card.
    void setDemoFolder(const QString& path);

Q_SIGNALS:
    void chooseFolderClicked();
    void addFolderClicked(const QString& path);
    void chooseCommunityClicked();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QWidget* makeHere();
    QWidget* makeCommunity();
    QWidget* makeDemo();
    /// A line of the card of this computer: a name and what is to be said of it.
    [[nodiscard]] QWidget* foundRow(const QString& title, const QString& detail) const;

    const Look& m_look;
    QWidget* m_foundFrame;
    QVBoxLayout* m_found;
    QWidget* m_communityCard;
    QWidget* m_demoCard;
    QString m_demo;
    QList<FoundFolder> m_folders; ///< those shown
};

} // namespace groundswell::ui

#pragma once

#include "library/track_queries.h"
#include "library/track_store.h"
#include "ui/style/settings_store.h"

#include <QWidget>

#include <functional>

class QVBoxLayout;

namespace groundswell::ui {

class AddMusic;

/// The settings: how it looks, how it moves, which language words are translated into, and where the music is.
class SettingsPage final : public QWidget
{
    Q_OBJECT

public:
    /// All must outlive it.
    struct Parts
    {
        Look& look;
        SettingsStore& settings;
        const library::TrackQueries& queries;
        library::TrackStore& tracks;
        AddMusic& addMusic;
    };
    explicit SettingsPage(const Parts& parts, QWidget* parent = nullptr);

protected:
    void showEvent(QShowEvent* event) override;

private:
    void refresh();
    void addLook(QVBoxLayout& column);
    void addWords(QVBoxLayout& column);
    void addFolders(QVBoxLayout& column);
    void change(const std::function<void(LookSettings&)>& change);
    void showFolders(const QList<library::Folder>& folders);

    Parts m_parts;
    QVBoxLayout* m_folders;
};

} // namespace groundswell::ui

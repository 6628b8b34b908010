#pragma once

#include "media/play_queue.h"

namespace groundswell::ui {

/// What the drawn cover of an entry without a picture grows from: as in the lists, songs of one album share one.
[[nodiscard]] inline QString coverSeed(const media::QueueEntry& entry)
{
    const QString album = entry.album.section(u'\n', -1);
    return album.isEmpty() ? entry.title : album;
}

} // namespace groundswell::ui

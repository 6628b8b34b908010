#include "library/track.h"

#include "library/native_path.h"

namespace groundswell::library {

QString Track::path() const
{
    return pathText(nativePath);
}

} // namespace groundswell::library

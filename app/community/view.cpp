#include "community/comment_list_model.h"
#include "community/view.h"
#include "community/village.h"

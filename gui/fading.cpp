#include "fading.h"

#include "palette.h"

namespace sockwalk {

Fading::~Fading() {
  if (shown_ >= 1.0F) return;
  for (int i = first_; i < list_->VtxBuffer.Size; ++i) {
    list_->VtxBuffer[i].col = faded(list_->VtxBuffer[i].col, shown_);
  }
}

}  // namespace sockwalk

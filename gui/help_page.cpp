#include "help_page.h"

namespace sockwalk {

void HelpPage::toggle() {
  open_ = !open_;
  if (!open_) return;
  ++opened_;
  moves_.clear();
}

bool HelpPage::press(const KeyPress& press) {
  if (press.control || press.alt) return false;
  switch (press.key) {
    case Key::up: moves_.push_back(Move::up); return true;
    case Key::down: moves_.push_back(Move::down); return true;
    case Key::page_up: moves_.push_back(Move::page_up); return true;
    case Key::page_down: moves_.push_back(Move::page_down); return true;
    case Key::home: moves_.push_back(Move::top); return true;
    case Key::end: moves_.push_back(Move::bottom); return true;
    default: return false;
  }
}

}  // namespace sockwalk

#pragma once

#include <string>

#include "model/model.h"
#include "stage_layout.h"

namespace sockwalk {

// What the marks of the stage mean, each with its manual page. `model` is the state that they were laid out in.

std::string tip_of_actor(const Model& model, ActorId actor);
std::string tip_of_socket(const Model& model, SocketIndex index);
/// Whose number it is, and what it leads to.
std::string tip_of_number(const Model& model, const StageJack& jack);
/// What the wire stands for.
std::string tip_of_wire(const Model& model, const StageLayout& layout, const StageWire& wire);
/// Bytes in a receive buffer.
std::string tip_of_chip(const Model& model, const StageChip& chip);
/// Words on a wire, and "(SRM)" in the box of a socket; empty for words that are no terms.
std::string tip_of_words(const StageText& text);

}  // namespace sockwalk

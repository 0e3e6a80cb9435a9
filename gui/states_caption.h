#pragma once

#include <string>

#include "machine_picture.h"
#include "scene.h"

namespace sockwalk {

/// "From listening: close(), listen(), accept(); refused: read(), write().": the calls that may be made now on the
/// socket that the machines are about, which is the next call's, else the selected one, else the left one. Where
/// there is none, what the marks of the picture mean. `brief`: without those that are refused.
std::string possible_in_words(const Scene& scene, const MachinesShown& shown, bool brief);

/// Whose connection the machines show; the columns name the sockets themselves.
std::string whose_life(const Model& model, const MachinesShown& shown);
/// What is written over the machine of `socket`.
std::string title_of(const Scene& scene, SocketRole role, SocketIndex socket);

}  // namespace sockwalk

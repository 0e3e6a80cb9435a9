#pragma once

#include <string>

#include "event/event.h"

namespace sockwalk {

/// The three forms of an event. Pure functions, any thread.

/// The call as strace(1) writes it: `accept(3, NULL, NULL)`, `write(3, "\7\0\0\0", 4)`,
/// `bind(3, {sa_family=AF_UNIX, sun_path="/run/x/demo.sock"}, 19)`. `enter` need not be committed.
std::string call_text(const Event& enter);

/// The call as a button names it: `accept(3)`, `write(3, 7)`, `bind(3, demo.sock)`. A four-byte write
/// or read is shown as the integer it carries; paths lose their directory.
std::string short_call_text(const Event& enter);

/// What came back, as strace(1) writes it: `4`, `0`, `-1 ENOENT (No such file or directory)`.
std::string result_text(const Event& exit);

/// What came back in one word for a narrow place: `4`, `✓` for a plain 0 is left to the caller:
/// "0", "ENOENT", for read the integer it carries ("7"), "end" for end of file.
std::string short_result_text(const Event& exit, const Event& enter);

/// One line for the terminal and the events pane, without actor: a finished call when `enter` is
/// given with its exit (`accept(3, NULL, NULL) = 4`), an unfinished one for an enter alone
/// (`accept(3, NULL, NULL)  <asleep>` is left to the caller), and a line for every other kind.
std::string strace_line(const Event& event, const Event* enter);

/// The same as one sentence for people (and screen readers): "Client 1 connects to demo.sock: done."
std::string plain_sentence(const Event& event, const Event* enter, const ActorNames& names);

/// Who did it: the actor, or the one of the clients that it plays: "server", "client 437".
std::string doer_of(const Event& event, const ActorNames& names);

/// Appends the event as one JSON object, without a newline: a line of a trace (FORMAT.md).
void append_json(std::string& out, const Event& event, const ActorNames& names);

/// Whether bytes are whole four-byte integers rather than text: eight letters are two integers as
/// well, but nobody means those.
bool carries_integers(std::span<const std::byte> data, std::uint64_t data_bytes);

/// Whether they are text that can be printed as it is. True of none.
bool is_printable(std::span<const std::byte> data);

/// Bytes as the integers they are, when they are whole four-byte integers of this machine
/// ("7", "7 8"), else as a C string literal cut at 16 bytes.
std::string data_text(std::span<const std::byte> data, std::uint64_t data_bytes);

}  // namespace sockwalk

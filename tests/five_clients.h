#pragma once

namespace sockwalk {

/// Six actors: the crowd that presenter mode must show legibly. Up to five wait in the queue, and
/// later all five have a handle.
inline constexpr const char* kFiveClients = R"(
title = "Five clients"
about = "Five clients at once."
order = "S S S S S 1 1 2 2 3 3 4 4 5 5 1 2 3 S S S S 5 5"
[server]
kind = "select"
service = "sum"
backlog = 5
slots = 6
[[client]]
does = ["socket", "connect", "send 7", "send 8", "ask", "receive", "close"]
[[client]]
does = ["socket", "connect", "send 5", "ask", "receive", "close"]
[[client]]
does = ["socket", "connect", "send 100 200", "ask", "receive", "close"]
[[client]]
does = ["socket", "connect", "send 40", "ask", "receive", "close"]
[[client]]
does = ["socket", "connect", "send 1", "ask", "receive", "close"]
)";

}  // namespace sockwalk

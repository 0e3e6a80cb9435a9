#pragma once

#include "text/text.h"

namespace sockwalk::scenario_text {

// Refusals of scenario files. Each says what is wrong, then what would be right.

inline constexpr Text kTomlTooLarge{"scenario.too_large",
                                    "the file is larger than 64 KiB; a scenario is a page of text"};
inline constexpr Text kTomlTooDeep{
    "scenario.too_deep", "the file has more than {0} dots, which no scenario needs; remove them"};
inline constexpr Text kTomlSyntax{"scenario.syntax",
                                  "not valid TOML: {0}; doc/scenarios.md shows a scenario that is"};

inline constexpr Text kUnknownKey{"scenario.unknown_key",
                                  "unknown key \"{0}\" {1}; allowed are: {2}"};
inline constexpr Text kUnknownKeyNear{
    "scenario.unknown_key_near", "unknown key \"{0}\" {1}; did you mean \"{2}\"? Allowed are: {3}"};
inline constexpr Text kWrongType{"scenario.wrong_type", "\"{0}\" is {1}; write {2}: {3}"};
inline constexpr Text kUnknownWord{"scenario.unknown_word", "\"{0}\" is no {1}; write one of: {2}"};
inline constexpr Text kUnknownWordNear{
    "scenario.unknown_word_near", "\"{0}\" is no {1}; did you mean \"{2}\"? Possible are: {3}"};
inline constexpr Text kOutOfRange{"scenario.out_of_range",
                                  "\"{0}\" is {1}; write a number from {2} to {3}"};
inline constexpr Text kMissingKey{"scenario.missing_key", "there is no \"{0}\"; add {1}"};
inline constexpr Text kTextTooLong{"scenario.text_too_long",
                                   "\"{0}\" has {1} bytes; write at most {2}"};
inline constexpr Text kTextControl{"scenario.text_control",
                                   "\"{0}\" has a control character in it; write plain text"};

inline constexpr Text kNoClients{
    "scenario.no_clients",
    "there is no client; add [[client]] with does = [\"socket\", \"connect\", \"close\"]"};
inline constexpr Text kTooManyClients{"scenario.too_many_clients",
                                      "there are {0} clients; a scenario has at most {1}"};
inline constexpr Text kTooManyClientActors{
    "scenario.too_many_client_actors",
    "{0} actors would play these clients, and there are at most {1}; write a larger \"per_actor\""};
inline constexpr Text kCrowdNamed{"scenario.crowd_named",
                                  "\"{0}\" cannot be the name of several clients: they are "
                                  "numbered; remove \"name\", or \"count\""};
inline constexpr Text kNoCountToSet{"scenario.no_count_to_set",
                                    "--clients changes the \"count\" of a scenario, and {0} has "
                                    "{1} of them; choose one that has one, like "
                                    "crowd"};
inline constexpr Text kNothingToDo{"scenario.nothing_to_do",
                                   "\"does\" is empty; write at least one verb, like \"socket\""};
inline constexpr Text kTooManySteps{"scenario.too_many_steps",
                                    "\"does\" has {0} verbs; write at most {1}"};
inline constexpr Text kTooManyLeftovers{"scenario.too_many_leftovers",
                                        "there are {0} leftovers; a scenario has at most {1}"};
inline constexpr Text kToNeedsSymlink{
    "scenario.to_needs_symlink",
    "only a symbolic link leads somewhere; remove \"to\", or write kind = \"symlink\""};
inline constexpr Text kModeBad{"scenario.mode_bad",
                               "\"{0}\" is no mode of a file; write it in octal: mode = \"0755\""};
inline constexpr Text kClientNameBad{
    "scenario.client_name_bad",
    "a client cannot be called \"{0}\"; write another name, like name = \"server 2\""};
inline constexpr Text kClientNameTwice{"scenario.client_name_twice",
                                       "two clients are called \"{0}\"; give each its own \"name\""};
inline constexpr Text kListingHasNoLine{
    "scenario.listing_has_no_line",
    "{0} has no line for \"{1}\", or the step says what is expected; remove \"listing\", then the steps "
    "are shown themselves"};
inline constexpr Text kExpectsNoCall{"scenario.expects_no_call",
                                     "\"{0}\" makes no call that could be expected to return; remove \"expect\""};
inline constexpr Text kNoPath{"scenario.no_path",
                              "\"{0}\" is \"{1}\", which is no name that can be used here; write a file name, like "
                              "\"demo.sock\""};
inline constexpr Text kServerKeyMisfit{"scenario.server_key_misfit",
                                       "\"{0}\" is for {1}; remove it"};
inline constexpr Text kDgramNeedsIterative{
    "scenario.dgram_needs_iterative",
    "datagrams are not accepted: one socket serves all clients; remove \"type\", or write kind = "
    "\"iterative\""};
inline constexpr Text kStaleNeedsIterative{
    "scenario.stale_needs_iterative",
    "only an iterative server binds first; write remove_stale = \"first\", or kind = \"iterative\""};

inline constexpr Text kServerFaultMisfit{"scenario.server_fault_misfit",
                                         "the fault \"{0}\" is for {1}"};
inline constexpr Text kServerFaultsExclude{
    "scenario.server_faults_exclude",
    "a server that makes the mistake \"{1}\" never comes to \"{0}\"; leave one of them out"};
inline constexpr Text kDgramServesSum{
    "scenario.dgram_serves_sum",
    "the datagram server adds up and knows no other service; write service = \"sum\", or remove "
    "\"type\""};
inline constexpr Text kNaiveServesSum{
    "scenario.naive_serves_sum",
    "the naive server adds up and knows no other service; write service = \"sum\", or remove "
    "\"naive\""};
inline constexpr Text kFaultServesSum{
    "scenario.fault_serves_sum",
    "the server that makes the mistake \"{0}\" knows no service but the sum; write service = \"sum\", "
    "or remove the fault"};
inline constexpr Text kNonblockingNeedsReadiness{
    "scenario.nonblocking_needs_readiness",
    "only a server that waits in select, poll or epoll can have nonblocking sockets: any other gives up "
    "at its first EAGAIN; remove it, or write kind = \"poll\""};
inline constexpr Text kEdgeNeedsNonblocking{
    "scenario.edge_needs_nonblocking",
    "an edge-triggered server reads until EAGAIN, so its sockets are nonblocking; remove it, or write "
    "trigger = \"level\""};
inline constexpr Text kThreadsIgnoreSigpipe{
    "scenario.threads_ignore_sigpipe",
    "a server with threads ignores SIGPIPE, or one client that has gone would end them all; remove it"};
inline constexpr Text kLeftoverTwice{
    "scenario.leftover_twice",
    "there is a leftover \"{0}\" already; give this one another \"path\""};
inline constexpr Text kLeftoverNowhere{
    "scenario.leftover_nowhere",
    "there is no directory \"{0}\" for it to lie in; write a [[leftover]] of kind = \"directory\" "
    "with that path before it"};
inline constexpr Text kLeftoverNoSocket{
    "scenario.leftover_no_socket",
    "the server would remove \"{0}\", which is no socket; write kind = \"socket\", or a server that "
    "says itself what it removes: does = [\"socket\", \"bind\", …]"};

inline constexpr Text kOrderUnknown{
    "scenario.order_unknown",
    "\"{0}\" in \"order\" is nobody; write S for the server, a client's number ({1}), or T to let time "
    "pass"};
inline constexpr Text kOrderNoSuchClient{
    "scenario.order_no_such_client",
    "\"order\" gives client {0} a turn, but there is no such client; write S for the server, or a "
    "client's number ({1})"};
inline constexpr Text kOrderTooLong{"scenario.order_too_long",
                                    "\"order\" has more than {0} turns; write fewer"};

inline constexpr Text kCommandUnknown{
    "scenario.command_unknown",
    "\"{0}\" is no command; write \"do \" and a step, \"crash\", \"interrupt\", \"interrupt with "
    "SA_RESTART\", \"let time pass\" or \"add client\""};

inline constexpr Text kScenarioUnreadable{
    "scenario.unreadable", "cannot read {0} ({1}); give the path of a scenario file"};

inline constexpr Text kScenarioIsTrace{
    "scenario.is_trace",
    "{0} is a trace and no scenario; sockwalk walk, sockwalk show and sockwalk-gui --open take it"};

// Refusals of C listings.

inline constexpr Text kListingUnreadable{
    "listing.unreadable", "cannot read the C listing {0}; is sockwalk wholly installed?"};
inline constexpr Text kListingTooLong{
    "listing.too_long", "the listing has more lines than can be counted; cut it to 65535"};
inline constexpr Text kListingHideTwice{
    "listing.hide_twice", "@{0} changes nothing here; @hide and @show must take turns"};
inline constexpr Text kListingHiddenLabel{
    "listing.hidden_label", "label @{0} stands in a hidden part; put @show before it"};
inline constexpr Text kListingBadStep{
    "listing.bad_step", "\"{0}\" is none of the twelve steps; write a number from 1 to 12"};
inline constexpr Text kListingLabelTwice{
    "listing.label_twice", "label @{0} stands here for the second time; give it another name"};

}  // namespace sockwalk::scenario_text

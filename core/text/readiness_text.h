#pragma once

#include "text/text.h"

/// What poll and epoll say, and why. Said by explain() and foretell(). select stands in
/// explain_text.h and loss_text.h.
namespace sockwalk::readiness_text {

// Parts: one descriptor and why it is ready. {0} is "4 POLLIN|POLLOUT".
inline constexpr Text kWhyNotOpen{"readiness.not_open", "{0} (the number is not open)"};
inline constexpr Text kWhyNoConnection{
    "readiness.no_connection",
    "{0} (no connection: HUP says so, OUT only that a write would not sleep)"};
inline constexpr Text kWhyQueue{"readiness.queue", "{0} (a connection waits for accept)"};
inline constexpr Text kWhyListenerShut{"readiness.listener_shut",
                                       "{0} (the connection socket was shut down)"};
inline constexpr Text kWhyRoom{"readiness.room", "{0} (room to send)"};
inline constexpr Text kWhyBytes{"readiness.bytes", "{0} ({1} to read)"};
inline constexpr Text kWhyHalf{
    "readiness.half", "{0} (the peer sends no more: RDHUP. One direction is open, so no HUP)"};
inline constexpr Text kWhyOwnHalf{
    "readiness.own_half", "{0} (this end receives no more: RDHUP. It may still send, so no HUP)"};
inline constexpr Text kWhyBothShut{"readiness.both_shut", "{0} (both directions are shut: HUP)"};
inline constexpr Text kWhyGone{"readiness.gone",
                               "{0} (the peer has closed: HUP, though OUT is set too; read tells)"};
inline constexpr Text kWhyReset{
    "readiness.reset",
    "{0} (the peer closed with our bytes unread: ERR, until read takes ECONNRESET)"};
inline constexpr Text kWhyEnd{"readiness.end", "{0} (end of file)"};
inline constexpr Text kWhyDatagramRoom{"readiness.datagram_room",
                                       "{0} (a datagram socket can always try to send)"};
inline constexpr Text kWhyFile{"readiness.file", "{0} (a file is always ready)"};
inline constexpr Text kAndMore{"readiness.and_more", "{0} more"};

// poll
inline constexpr Text kPolled{
    "explain.poll.ready",
    "poll() says: {0}. The answer stands in revents; events stays as it was."};
inline constexpr Text kPollSlept{"explain.poll.slept",
                                 "Nothing was ready, so poll() slept. Now it says: {0}."};
inline constexpr Text kPollTimeUp{
    "explain.poll.time_up",
    "poll() returned 0: the time-out had passed and none of what it watched was ready. That is no "
    "error."};
inline constexpr Text kPollNothing{
    "explain.poll.nothing",
    "poll() returned 0 at once: it was told not to wait, and none of what it watched was ready."};
inline constexpr Text kPollTooMany{
    "refusal.poll.too_many",
    "The array has {0} entries, more than the limit of open descriptors (RLIMIT_NOFILE) allows."};
inline constexpr Text kPollInterrupted{
    "refusal.poll.interrupted",
    "A signal ended the sleep in {0}(). It is not restarted, not even with SA_RESTART: call it "
    "again."};

// epoll_create1, epoll_ctl
inline constexpr Text kCreated{"explain.epoll_create1.done",
                               "epoll_create1() made an epoll instance, number {0}: the kernel "
                               "keeps there what is watched, so "
                               "it need not be told again at every wait."};
inline constexpr Text kCreateLimit{
    "refusal.epoll_create1.limit",
    "{0} has no free number left: an epoll instance needs one too, and its limit (RLIMIT_NOFILE) "
    "allows no more."};
inline constexpr Text kCreateFlags{
    "refusal.epoll_create1.flags",
    "epoll_create1() knows one flag, EPOLL_CLOEXEC; it was given {0}."};
inline constexpr Text kAdded{
    "explain.epoll_ctl.added_level",
    "Epoll instance {0} watches {1} now, level-triggered: it reports {1} at every wait for as long "
    "as it is ready."};
inline constexpr Text kAddedEdge{
    "explain.epoll_ctl.added_edge",
    "Epoll instance {0} watches {1} now, edge-triggered: an edge is an arrival, reported once. So "
    "read or accept until EAGAIN. What lies there already counts as an arrival."};
inline constexpr Text kAddedOnce{"explain.epoll_ctl.added_once",
                                 "Epoll instance {0} watches {1} now for one event (EPOLLONESHOT): "
                                 "after that it is silent until "
                                 "EPOLL_CTL_MOD."};
inline constexpr Text kModified{
    "explain.epoll_ctl.modified",
    "Epoll instance {0} now watches {1} for {2}. What is ready at this moment is reported again: "
    "EPOLL_CTL_MOD re-arms an edge and a oneshot."};
inline constexpr Text kDeleted{"explain.epoll_ctl.deleted",
                               "Epoll instance {0} does not watch {1} any more."};
inline constexpr Text kAddTwice{
    "refusal.epoll_ctl.twice",
    "Epoll instance {0} watches {1} already: EPOLL_CTL_ADD adds once, EPOLL_CTL_MOD changes."};
inline constexpr Text kNotWatched{
    "refusal.epoll_ctl.not_watched",
    "Epoll instance {0} does not watch {1}, so there is nothing to change or to delete. A socket "
    "that is closed for good leaves by itself; a new one must be added."};
inline constexpr Text kTargetNotOpen{
    "refusal.epoll_ctl.target",
    "{0} has no descriptor {1}. If it was closed while a copy exists, its entry lives on in the "
    "epoll instance, and cannot be deleted by that number any more."};
inline constexpr Text kInstanceNotOpen{"refusal.epoll_ctl.instance",
                                       "{0} has no descriptor {1}, so there is no epoll instance."};
inline constexpr Text kAlwaysReady{
    "refusal.epoll_ctl.file",
    "Number {0} is a plain file or a directory: it never has to wait, so epoll does not watch it. "
    "(poll and select say that it is always ready.)"};
inline constexpr Text kItself{"refusal.epoll_ctl.itself",
                              "An epoll instance cannot watch itself (number {0})."};
inline constexpr Text kNoInstance{
    "refusal.epoll.no_instance",
    "Number {0} is no epoll instance, or an argument of {1}() is out of range."};
inline constexpr Text kMaxEvents{
    "refusal.epoll_wait.max_events",
    "epoll_wait() needs room for at least one event; maxevents was {0}."};
inline constexpr Text kCircle{
    "refusal.epoll_ctl.circle",
    "Epoll instances would watch each other in a circle, or more than five deep."};

// epoll_wait
inline constexpr Text kWaited{
    "explain.epoll_wait.ready",
    "epoll_wait() names only what is ready: {0}. Level-triggered entries come again next time, "
    "until nothing is left to do."};
inline constexpr Text kWaitedSlept{"explain.epoll_wait.slept",
                                   "Nothing was ready, so epoll_wait() slept. Now it names {0}."};
inline constexpr Text kWaitedEdge{"explain.epoll_wait.edge",
                                  "epoll_wait() names {0}. An edge is an arrival: it is told once, "
                                  "so take all until EAGAIN; what "
                                  "stays is not reported again before something new arrives."};
inline constexpr Text kWaitedOnce{
    "explain.epoll_wait.once",
    "epoll_wait() names {0}. With EPOLLONESHOT it is silent from now on, until EPOLL_CTL_MOD."};
inline constexpr Text kWaitTimeUp{
    "explain.epoll_wait.time_up",
    "epoll_wait() returned 0: the time-out had passed and nothing that it watches was to be "
    "reported. That is no error."};
inline constexpr Text kWaitTimeUpEdge{"explain.epoll_wait.time_up_edge",
                                      "epoll_wait() returned 0: nothing new arrived before the "
                                      "time-out. {0} has {1} unread, but that "
                                      "edge was reported before: what lies there is no arrival."};
inline constexpr Text kWaitNothing{
    "explain.epoll_wait.nothing",
    "epoll_wait() returned 0 at once: it was told not to wait, and nothing was to be reported."};

// What is about to happen
inline constexpr Text kForetellPoll{
    "foretell.poll.ready",
    "poll() looks at {0} and returns at once, because something is ready: {1}. The answers come in "
    "revents."};
inline constexpr Text kForetellPollSleeps{
    "foretell.poll.sleeps",
    "poll() watches {0}. Nothing is ready, so it will sleep until something comes."};
inline constexpr Text kForetellPollAtOnce{
    "foretell.poll.at_once",
    "poll() looks at {0} and returns at once: its time-out is 0, so it never sleeps."};
inline constexpr Text kForetellPollNothing{
    "foretell.poll.nothing", "poll() is given no descriptors to watch: it can only let time pass."};
inline constexpr Text kForetellCreate{"foretell.epoll_create1",
                                      "epoll_create1() makes an epoll instance for {0}: an object "
                                      "of the kernel that keeps what is to "
                                      "be watched. It gets the lowest free number."};
inline constexpr Text kForetellAdd{
    "foretell.epoll_ctl.add",
    "epoll_ctl() tells epoll instance {0} to watch {1} for {2}. Nothing is waited for yet."};
inline constexpr Text kForetellModify{
    "foretell.epoll_ctl.modify",
    "epoll_ctl() changes what epoll instance {0} watches {1} for: {2}. What is ready now will be "
    "reported again."};
inline constexpr Text kForetellDelete{"foretell.epoll_ctl.delete",
                                      "epoll_ctl() takes {1} off the list of epoll instance {0}."};
inline constexpr Text kForetellWait{
    "foretell.epoll_wait.ready",
    "epoll_wait() asks epoll instance {0} what is ready, and returns at once: something is to be "
    "reported."};
inline constexpr Text kForetellWaitSleeps{"foretell.epoll_wait.sleeps",
                                          "epoll_wait() asks epoll instance {0} what is ready. "
                                          "Nothing is to be reported, so it will sleep "
                                          "until something comes."};
inline constexpr Text kForetellWaitAtOnce{
    "foretell.epoll_wait.at_once",
    "epoll_wait() asks epoll instance {0} what is ready and returns at once: its time-out is 0, so "
    "it never sleeps."};
inline constexpr Text kForetellWaitStranded{
    "foretell.epoll_wait.stranded",
    "epoll_wait() asks epoll instance {0} what is new. What lies there was reported before, and an "
    "edge is an arrival: it will sleep until something else comes."};
inline constexpr Text kForetellTimeLimit{
    "foretell.time_limit",
    "{0} Its time-out is {1} ms; while stepping, only the Clock lets that pass."};

}  // namespace sockwalk::readiness_text

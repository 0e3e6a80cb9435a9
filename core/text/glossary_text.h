#pragma once

#include <array>

#include "text/text.h"

namespace sockwalk::text {

inline constexpr Text kHelpTitle{"help.title", "Keys and words"};
inline constexpr Text kHelpClose{"help.close", "Esc or F1 closes this page"};

inline constexpr Text kGlossConnection{
    "glossary.connection_socket",
    "**Connection socket** (the course's master socket; manual pages: listening socket): made by socket(); bind and "
    "listen make it accept connections. It never carries data."};
inline constexpr Text kGlossDataSocket{
    "glossary.data_socket",
    "**Data socket**, server's end: the kernel object that a client's connect() makes and puts into the accept queue. "
    "accept() gives it a number."};
inline constexpr Text kGlossHandle{
    "glossary.client_handle",
    "**Client handle**: the file descriptor that accept() returned, the lowest free number. All talk with that client "
    "goes through it."};
inline constexpr Text kGlossQueue{
    "glossary.accept_queue",
    "**Accept queue**: connections that are made but not accepted yet. With a backlog of B, Linux lets B + 1 wait."};
inline constexpr Text kGlossCir{
    "glossary.cir",
    "**Connection initiation request (CIR)**: what connect() does. No message travels: the kernel makes the server's end "
    "and queues it; connect() returns without waiting for accept()."};
inline constexpr Text kGlossSrm{
    "glossary.srm",
    "**Service request message (SRM)**: what a client sends on an established connection: here every integer, and the 0 "
    "that asks for the sum."};
inline constexpr Text kGlossFd{
    "glossary.file_descriptor",
    "**File descriptor**: a number in a process's own table that refers to something the kernel keeps. Three processes "
    "may each have a 3, and mean three different sockets."};
inline constexpr Text kGlossCall{
    "glossary.system_call",
    "**System call**: how a program asks the kernel. A **library function** such as malloc() runs in the program itself "
    "and makes system calls only when it must."};
inline constexpr Text kGlossTurn{
    "glossary.turn",
    "**Turn**: one actor makes one call. The turn ends when nothing moves any more: every actor waits for its next turn, "
    "sleeps in the kernel, or is gone. Whom the call woke has returned by then."};
inline constexpr Text kGlossLayers{
    "glossary.layers",
    "**Four layers**: application, system call interface, kernel, hardware. Every call goes down through them and comes "
    "back."};
inline constexpr Text kGlossPlays{
    "glossary.plays",
    "**Plays process A**: the actors are threads with private tables of file descriptors, so that each sees the numbers "
    "it would see as a process of its own."};

inline constexpr std::array kGlossary{&kGlossLayers, &kGlossCall,  &kGlossFd,    &kGlossConnection,
                                      &kGlossDataSocket, &kGlossHandle, &kGlossQueue, &kGlossCir,
                                      &kGlossSrm,    &kGlossTurn,  &kGlossPlays};

}  // namespace sockwalk::text

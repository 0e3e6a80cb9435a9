#pragma once

#include "text/text.h"

/// Why a trace cannot be written or read, or only in part. {0} is always the name of the file.
namespace sockwalk {

// A file that is no trace at all.
inline constexpr Text kTraceMissing{
    "trace.missing",
    "{0}: there is no such file; \"sockwalk run one-client --save FILE\" makes a trace"};
inline constexpr Text kTraceMissingButPart{
    "trace.missing_but_part",
    "{0}: there is no such file, but {0}.part, which a run that was not finished has left; open "
    "that one"};
inline constexpr Text kTraceDirectory{"trace.directory",
                                      "{0} is a directory, not a trace; name a file in it"};
inline constexpr Text kTraceNoFile{"trace.no_file",
                                   "{0} is a device or a socket, and a trace is a file or a pipe"};
inline constexpr Text kTraceForbidden{
    "trace.forbidden", "{0} may not be read by you; its owner can allow that with chmod"};
inline constexpr Text kTraceUnreadable{"trace.unreadable", "{0} cannot be read: {1}"};
inline constexpr Text kTraceNoMemory{
    "trace.no_memory", "{0} needs more memory than there is; \"head -n 100000\" makes it smaller"};
inline constexpr Text kTraceEmpty{
    "trace.empty",
    "{0} is empty, and a trace begins with a header; \"sockwalk run one-client --save FILE\" makes "
    "a trace"};
inline constexpr Text kTraceNot{
    "trace.not",
    "{0} is not a sockwalk trace: its first line is not the header, which begins with "
    "{{\"format\":\"sockwalk-trace\"; \"sockwalk run one-client --save FILE\" makes a trace"};
inline constexpr Text kTraceHeaderCut{
    "trace.header_cut",
    "{0} is cut short in line 1, its header, so that nothing in it can be used; record the run "
    "again"};
inline constexpr Text kTraceHeaderWrong{
    "trace.header_wrong", "{0}, line 1, the header: {1}; compare it with that of another trace"};
inline constexpr Text kTraceNewer{
    "trace.newer",
    "{0} is a trace of version {1}, and this sockwalk reads traces up to version {2}; open it with "
    "a newer sockwalk"};

// A trace that is good up to some place.
inline constexpr Text kTraceStopped{
    "trace.stopped",
    "{0}: stopped at line {1}, byte {2}: {3}; the events before it ({4}) are good, and "
    "\"head -c {5}\" keeps just them"};
inline constexpr Text kTraceNoNewline{
    "trace.no_newline",
    "{0}: stopped at line {1}, byte {2}: the last line has no newline at its end, so that more may "
    "have followed; all {3} events are good, and adding the newline mends it"};
inline constexpr Text kLineCut{
    "trace.line.cut", "the line is cut short, as when a recording is killed or a disk is full"};
inline constexpr Text kLineTooLong{"trace.line.too_long", "the line is longer than {0} bytes"};
inline constexpr Text kLineTooFar{"trace.line.too_far",
                                  "the trace is larger than {0} bytes, the most that is read"};
inline constexpr Text kLineUnreadable{"trace.line.unreadable",
                                      "the file cannot be read any further ({0})"};
inline constexpr Text kLineNoObject{"trace.line.no_object", "the line is no JSON object"};
inline constexpr Text kLineMissing{"trace.line.missing", "the field \"{0}\" is missing"};
inline constexpr Text kLineNoInteger{"trace.line.no_integer", "\"{0}\" is not a whole number"};
inline constexpr Text kLineRange{"trace.line.range", "\"{0}\" is not between {1} and {2}"};
inline constexpr Text kLineNoText{"trace.line.no_text", "\"{0}\" is not a text"};
inline constexpr Text kLineNoFlag{"trace.line.no_flag", "\"{0}\" is neither true nor false"};
inline constexpr Text kLineNoList{"trace.line.no_list", "\"{0}\" is not a list"};
inline constexpr Text kLineNoPart{"trace.line.no_part", "\"{0}\" is not an object"};
inline constexpr Text kLineTooMuch{"trace.line.too_much", "\"{0}\" has more than {1} entries"};
inline constexpr Text kLineTextLong{"trace.line.text_long", "\"{0}\" is longer than {1} bytes"};
inline constexpr Text kLineNoBytes{
    "trace.line.no_bytes", "\"{0}\" has a character above U+00FF, and each stands for one byte"};
inline constexpr Text kLineUnknown{"trace.line.unknown",
                                   "\"{0}\" is \"{1}\", which this version does not know"};
inline constexpr Text kLineBadName{"trace.line.bad_name",
                                   "\"{0}\" is empty or has control characters in it"};
inline constexpr Text kLineNoAddress{"trace.line.no_address",
                                     "\"{0}\" has none of \"path\", \"abstract\" and \"unnamed\""};
inline constexpr Text kLineSeq{"trace.line.seq", "\"seq\" is {0}, and {1} comes next"};
inline constexpr Text kLineTurn{"trace.line.turn", "\"turn\" is {0}, and {1} comes next"};
inline constexpr Text kLineEnter{
    "trace.line.enter", "\"enter\" is {0}, which is no earlier {1} that this actor has begun"};
inline constexpr Text kLineWoken{"trace.line.woken",
                                 "\"woken_by\" is {0}, which is no earlier \"enter\" event"};
inline constexpr Text kLineFew{"trace.line.few",
                               "\"{0}\" is {1}, which is less than the entries listed"};
inline constexpr Text kLineActors{"trace.line.actors", "there are more than {0} actors"};

// Writing.
inline constexpr Text kTraceCannotMake{
    "trace.cannot_make", "{0}.part cannot be made: {1}; choose another place for the trace"};
inline constexpr Text kTraceNoPlace{"trace.no_place",
                                    "{0} is no file that a trace may replace; choose another name"};
inline constexpr Text kTraceBusy{
    "trace.busy", "{0}.part is being written by another sockwalk; choose another name"};
inline constexpr Text kTraceNotWritten{
    "trace.not_written", "{0}.part cannot be written any further: {1}; what is in it can be read"};
inline constexpr Text kTraceNotRenamed{
    "trace.not_renamed", "{0}.part is whole, but cannot be renamed to {0}: {1}; rename it by hand"};
inline constexpr Text kTraceFinished{"trace.finished", "{0} is finished and takes no more events"};

}  // namespace sockwalk

#pragma once

#include "text/text.h"

namespace sockwalk::step_text {

// Refusals of the steps of a scenario. Each says what is wrong, then what would be right.

inline constexpr Text kVerbEmpty{"step.empty", "an empty step; write a verb, one of: {0}"};
inline constexpr Text kVerbUnknown{"step.verb_unknown", "\"{0}\" is no verb; write one of: {1}"};
inline constexpr Text kVerbUnknownNear{
    "step.verb_unknown_near", "\"{0}\" is no verb; did you mean \"{1}\"? Possible are: {2}"};
inline constexpr Text kUnexpected{"step.unexpected", "\"{0}\" has no place in \"{1}\"; write: {2}"};
inline constexpr Text kUnexpectedNear{
    "step.unexpected_near", "\"{0}\" has no place in \"{1}\"; did you mean \"{2}\"? Write: {3}"};
inline constexpr Text kMissing{"step.missing", "\"{0}\" needs {1}; write: {2}"};
inline constexpr Text kNotVariable{"step.not_variable",
                                   "\"{0}\" cannot be a variable; write a small letter, then "
                                   "small letters and digits, like \"h\" or \"h2\""};
inline constexpr Text kVariableIsVerb{
    "step.variable_is_verb", "\"{0}\" is a verb and cannot be a variable; choose another name"};
inline constexpr Text kMakesNothing{
    "step.makes_nothing", "\"{0}\" makes no descriptor that \"{1}\" could hold; write: {2}"};
inline constexpr Text kMakesOne{"step.makes_one",
                                "\"{0}\" makes one descriptor, but {1} variables stand before "
                                "it; write: {2}"};
inline constexpr Text kPairMakesTwo{"step.pair_makes_two",
                                    "\"pair\" makes two descriptors; write: a b = pair"};
inline constexpr Text kNoDescriptor{
    "step.no_descriptor",
    "\"{0}\" needs a descriptor, and no \"socket\" comes before it; name one: {1}"};
inline constexpr Text kDescriptorUnknown{
    "step.descriptor_unknown",
    "\"{0}\" is no descriptor that an earlier step has made; known are: {1}"};
inline constexpr Text kDescriptorUnknownNear{
    "step.descriptor_unknown_near",
    "\"{0}\" is no descriptor that an earlier step has made; did you mean \"{1}\"? Known are: {2}"};
inline constexpr Text kNotNumber{"step.not_number", "\"{0}\" is not a whole number; write: {1}"};
inline constexpr Text kNumberRange{"step.number_range", "{0} is not from {1} to {2}; write: {3}"};
inline constexpr Text kNotMode{"step.not_mode",
                               "\"{0}\" is no mode of a file; write it in octal, like 0644"};
inline constexpr Text kSendNothing{
    "step.send_nothing",
    "\"{0}\" needs what to send: integers like 7 8, a text like \"AB\", or 1000 bytes"};
inline constexpr Text kSendNotNumber{
    "step.send_not_number",
    "\"{0}\" is not a whole number, nor a descriptor made before; write \"{1} 7\", or \"{1} 7 8\""};
inline constexpr Text kSendOutOfRange{
    "step.send_out_of_range",
    "{0} does not fit into 32 bits; write a number from -2147483648 to 2147483647"};
inline constexpr Text kSendTooMany{"step.send_too_many",
                                   "one \"{0}\" has {1} numbers; write at most {2}"};
inline constexpr Text kBadText{"step.bad_text",
                               "{0} is no text; it begins and ends with a quotation mark, and "
                               "knows \\n \\t \\0 \\\\ \\\" \\x41"};
inline constexpr Text kWordUnknown{"step.word_unknown", "\"{0}\" is no {1}; write one of: {2}"};
inline constexpr Text kWordUnknownNear{
    "step.word_unknown_near", "\"{0}\" is no {1}; did you mean \"{2}\"? Possible are: {3}"};
inline constexpr Text kOptionUnknown{"step.option_unknown",
                                     "\"{0}\" is no option of \"{1}\"; write: {2}"};
inline constexpr Text kWatchForm{"step.watch_form",
                                 "\"{0}\" does not say what to wait for; write a descriptor, a "
                                 "colon and events, like h:IN or h:IN|OUT"};

inline constexpr Text kNameNone{"step.name_none",
                                "\"{0}\" is no file name; write one, like \"demo.sock\""};
inline constexpr Text kNameOutside{"step.name_outside",
                                   "\"{0}\" leaves the run's own private directory, where all "
                                   "names lie; write a name without \"/\" "
                                   "at its start and without \"..\", like \"demo.sock\""};
inline constexpr Text kNameTooLong{"step.name_too_long",
                                   "the name has {0} bytes, and with the run's directory it must "
                                   "fit into the {1} of sun_path; write "
                                   "at most {2}, or {3} for a path of 107 bytes"};
inline constexpr Text kNameControl{"step.name_control",
                                   "the name has a control character in it; write plain text"};
inline constexpr Text kNameAbstract{
    "step.name_abstract",
    "the abstract name \"{0}\" could meet another run's; put {{run}} into it, like @{{run}}/x"};
inline constexpr Text kNamePadded{
    "step.name_padded", "\"{0}\" is no length of a path; write a number from {1} to {2}, like {3}"};
inline constexpr Text kLengthOutside{
    "step.length_outside",
    "length={0} could cut \"{1}\" where the run's own private directory has not ended; write ./{1} for "
    "a name that is cut, or a length up to {2} or from {3} on"};
inline constexpr Text kLengthCutsRun{
    "step.length_cuts_run",
    "length={0} cuts {{run}} in \"{1}\", and the name could meet another run's; write at least {2}"};
inline constexpr Text kNoPathHere{"step.no_path_here",
                                  "\"{0}\" takes the name of a file, not \"{1}\"; write: {2}"};

// Refusals of what steps should lead to.

inline constexpr Text kExpectEmpty{"expect.empty", "nothing is expected; write {0}"};
inline constexpr Text kExpectUnknown{"expect.unknown",
                                     "\"{0}\" is no result that can be expected; write {1}"};
inline constexpr Text kExpectUnknownNear{
    "expect.unknown_near",
    "\"{0}\" is no result that can be expected; did you mean \"{1}\"? Write {2}"};
inline constexpr Text kExpectNeeds{"expect.needs", "\"{0}\" needs {1} behind it"};
inline constexpr Text kExpectMore{"expect.more",
                                  "\"{0}\" is one word too many; separate results by commas"};
inline constexpr Text kExpectThen{"expect.then", "\"then\" comes after \"sleeps,\" only"};
inline constexpr Text kExpectForms{"expect.forms",
                                   "a number, >0, <5, ok, an errno like EAGAIN, end, killed "
                                   "SIGPIPE, a text like \"AB\", integers like = 7 8, "
                                   "value N, pid N, uid N, rights N, flags MSG_…, name NAME, "
                                   "length N, revents like h:IN|HUP, none, or sleeps"};

// What a played step says beside its calls.

inline constexpr Text kSaysLimit{"step.says_limit",
                                 "only descriptors below {0} are free from here on"};
inline constexpr Text kSaysLimitRefused{"step.says_limit_refused",
                                        "descriptors could not be limited to those below {0}"};
inline constexpr Text kSaysSigpipeIgnored{"step.says_sigpipe_ignored",
                                          "SIGPIPE is ignored from here on"};
inline constexpr Text kSaysSigpipeDefault{"step.says_sigpipe_default",
                                          "SIGPIPE ends the process from here on, as at its start"};
inline constexpr Text kSaysUser{"step.says_user", "runs as user {0} ({1})"};
inline constexpr Text kSaysUserRefused{
    "step.says_user_refused", "cannot run as user {0}: {1}; start sockwalk as root for that"};
inline constexpr Text kSaysGroups{
    "step.says_groups", "left its groups before, for group {0}: setgroups(2), setresgid(2)"};
inline constexpr Text kSaysNoDirectory{"step.says_no_directory",
                                       "relative names are given from their root: "
                                       "this system gives a thread no directory "
                                       "of its own"};
inline constexpr Text kSaysNotSelectable{
    "step.says_not_selectable", "{0} does not fit into an fd_set (select(2)) and is left out"};

}  // namespace sockwalk::step_text

#pragma once

#include "text/text.h"

/// Calls on names and modes in the file system, and on who the caller is: open, chmod, fchmod, umask,
/// mkdir, chdir, setresuid. Said by explain() and foretell().
namespace sockwalk::file_text {

// open
inline constexpr Text kOpen{
    "explain.open.done",
    "open() gave the lowest free number, {0}, to {1}: an open file description of a file, with an "
    "offset of its own. It is no socket."};
inline constexpr Text kOpenSocket{
    "refusal.open.socket",
    "{0} is the name of a socket: it cannot be opened like a file. A socket is reached by socket() "
    "and connect()."};
inline constexpr Text kOpenLimit{
    "refusal.open.limit",
    "{0} has no free number left for {1}: all that its limit (RLIMIT_NOFILE) allows are in use. "
    "close() one, then open() works."};
inline constexpr Text kOpenExists{
    "refusal.open.exists", "{0} is there already, and O_EXCL asked for a new file only."};
inline constexpr Text kOpenDirectory{
    "refusal.open.directory", "{0} is a directory: it can be opened for reading only."};
inline constexpr Text kForetellOpen{
    "foretell.open",
    "open() looks for {0}. If it may open it, {1} gets the lowest free number for it. On the name "
    "of a socket it fails: that needs connect()."};

// chmod, fchmod
inline constexpr Text kChmod{
    "explain.chmod.done",
    "The mode of {0} is {1} now. For connect() only the write bit of the caller's class counts; "
    "read and execute do not help. Connections that exist go on."};
inline constexpr Text kChmodShut{
    "explain.chmod.shut",
    "The mode of {0} is {1} now: nobody but root has the write bit, so a new connect() gets EACCES. "
    "Connections that exist go on."};
inline constexpr Text kFchmodBefore{
    "explain.fchmod.before_bind",
    "The mode of socket {0} is {1} now. bind() was not called yet: it will give the file this mode, "
    "less the umask."};
inline constexpr Text kFchmodAfter{
    "explain.fchmod.after_bind",
    "fchmod() changed the mode of socket {0}, not of its file: after bind() that has no effect on "
    "who may connect. chmod() with the name would."};
inline constexpr Text kFchmodFile{"explain.fchmod.file",
                                  "The mode of what number {0} refers to is {1} now."};
inline constexpr Text kChmodNoName{
    "refusal.chmod.no_name",
    "There is no name {0} whose {1} could be done: bind() has not made it, or unlink() removed it."};
inline constexpr Text kChmodForeign{
    "refusal.chmod.foreign",
    "{1} belongs to another user: only its owner (or root) may change the mode. {0} is neither."};
inline constexpr Text kForetellChmod{
    "foretell.chmod",
    "chmod() is to set the mode of the name {0} to {1}. Who may write there may connect; who is "
    "connected already stays so."};
inline constexpr Text kForetellFchmod{
    "foretell.fchmod",
    "fchmod() sets the mode of socket {0} itself to {1}. That reaches its file only if bind() comes "
    "later."};

// umask, mkdir, chdir
inline constexpr Text kUmask{
    "explain.umask.done",
    "The umask is {0} now (it was {1}): the next bind() makes its file with mode {2}, which is 0777 "
    "without these bits."};
inline constexpr Text kForetellUmask{
    "foretell.umask",
    "umask({0}) takes these bits away from every file that is made from now on: bind() will make "
    "its name with mode {1}."};
inline constexpr Text kMkdir{
    "explain.mkdir.done",
    "The directory {0} is made. Who lacks search permission (x) on it reaches no socket inside, "
    "whatever mode the socket has."};
inline constexpr Text kMkdirExists{
    "refusal.mkdir.exists", "{0} is there already, so mkdir() makes nothing."};
inline constexpr Text kForetellMkdir{
    "foretell.mkdir", "mkdir() is to make the directory {0}, in which names can be bound."};
inline constexpr Text kChdir{
    "explain.chdir.done",
    "{0} stands in {1} now: a name without / before it is looked up there, at the moment of each "
    "call."};
inline constexpr Text kForetellChdir{
    "foretell.chdir",
    "chdir() moves {0} to {1}. Names without / before them will be looked up from there."};

// Any call that follows a path
inline constexpr Text kNoPath{
    "refusal.path.nothing", "{1}() finds nothing at {0}: there is no such name."};
inline constexpr Text kNoDirectoryForName{
    "refusal.path.no_directory",
    "{1}() cannot make {0}: the directory in which it should lie does not exist."};
inline constexpr Text kPathForbidden{
    "refusal.path.forbidden",
    "{0} may not do that at {1}: a permission is missing, on it or on a directory of its path. "
    "{2}() changed nothing."};
inline constexpr Text kPathTooLong{
    "refusal.path.too_long",
    "The path is too long for {0}(): a part may have 255 characters, the whole 4,095. A socket's "
    "own name has even less room: 108 bytes."};
inline constexpr Text kNoSpace{
    "refusal.path.no_space",
    "The file system has no room for another name, and {0}() would have to make {1} there."};

// setresuid
inline constexpr Text kSetNobody{
    "explain.setresuid.nobody",
    "{0} is user {1} now, without privileges: permissions count for it from here on. Connections "
    "made before keep the identity they were made with (SO_PEERCRED)."};
inline constexpr Text kSetRoot{
    "explain.setresuid.root", "{0} is root now: modes of files do not hold it back."};
inline constexpr Text kSetForbidden{
    "refusal.setresuid.forbidden",
    "{0} is not privileged, and may become only a user that it is or was: user {1} is somebody "
    "else."};
inline constexpr Text kForetellSetUser{
    "foretell.setresuid",
    "setresuid() makes {0} user {1}. Permissions are then checked for that user; connections made "
    "before keep the old identity."};

}  // namespace sockwalk::file_text

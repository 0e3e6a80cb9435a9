#include "event/unix_address.h"

#include <sys/socket.h>
#include <sys/un.h>

#include <algorithm>
#include <cstddef>
#include <cstring>

#include "event/escape_sequences.h"

namespace sockwalk {
namespace {

/// The letters of a path from its beginning.
class WholePath {
 public:
  explicit WholePath(const UnixAddress& path)
      : before_(path.directory),
        between_(before_.empty() || before_.ends_with('/') ? 0 : 1),
        behind_(path.name) {}

  std::size_t size() const { return before_.size() + between_ + behind_.size(); }
  char operator[](std::size_t place) const {
    if (place < before_.size()) return before_[place];
    place -= before_.size();
    return place < between_ ? '/' : behind_[place - between_];
  }

 private:
  std::string_view before_;
  std::size_t between_;
  std::string_view behind_;
};

bool same_path(const UnixAddress& one, const UnixAddress& other) {
  const WholePath a(one);
  const WholePath b(other);
  if (a.size() != b.size()) return false;
  // From behind: directories are often the same, names are not.
  for (std::size_t i = a.size(); i-- > 0;) {
    if (a[i] != b[i]) return false;
  }
  return true;
}

}  // namespace

bool UnixAddress::operator==(const UnixAddress& other) const {
  if (kind != other.kind || (kind == Kind::abstract && length != other.length)) return false;
  return directory == other.directory ? name == other.name : same_path(*this, other);
}

std::string to_text(const UnixAddress& address) {
  switch (address.kind) {
    case UnixAddress::Kind::none: break;
    case UnixAddress::Kind::unnamed: return "(unnamed)";
    case UnixAddress::Kind::path: return escaped(address.name);
    case UnixAddress::Kind::abstract: return "@" + escaped(address.name);
  }
  return "(no address)";
}

sockaddr_un to_sockaddr(const UnixAddress& address, std::uint32_t& length) {
  sockaddr_un raw{};
  raw.sun_family = AF_UNIX;
  constexpr std::size_t start = offsetof(sockaddr_un, sun_path);
  const bool is_abstract = address.kind == UnixAddress::Kind::abstract;
  std::size_t used = 0;
  if (is_abstract || address.kind == UnixAddress::Kind::path) {
    // An abstract name has a NUL before it, a path has one after it where there is room.
    const std::size_t before = is_abstract ? 1 : 0;
    const std::size_t size = std::min(address.name.size(), sizeof raw.sun_path - before);
    if (size != 0) std::memcpy(raw.sun_path + before, address.name.data(), size);
    used = is_abstract ? before + size : std::min(size + 1, sizeof raw.sun_path);
  }
  length = static_cast<std::uint32_t>(start + used);
  // The caller may have a length in mind that cuts the name or counts NULs after it (unix(7)).
  if (address.length >= start && address.length <= sizeof raw) length = address.length;
  return raw;
}

UnixAddress from_sockaddr(const sockaddr_un& raw, std::uint32_t length) {
  constexpr std::uint32_t start = offsetof(sockaddr_un, sun_path);
  UnixAddress address;
  address.length = length;
  if (length <= start) {
    if (length != 0) address.kind = UnixAddress::Kind::unnamed;
    return address;
  }
  const std::size_t size = std::min<std::size_t>(length - start, sizeof raw.sun_path);
  if (raw.sun_path[0] == '\0') {
    address.kind = UnixAddress::Kind::abstract;
    address.name = {raw.sun_path + 1, size - 1};
  } else {
    address.kind = UnixAddress::Kind::path;
    address.name = {raw.sun_path, ::strnlen(raw.sun_path, size)};
  }
  return address;
}

}  // namespace sockwalk

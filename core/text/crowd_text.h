#pragma once

#include "text/text.h"

/// What the stage says of those that do not stand in full, because there are so many.
namespace sockwalk::crowd_text {

inline constexpr Text kMoreActors{"crowd.more_actors", "{0} more actors"};
inline constexpr Text kOneMoreActor{"crowd.one_more_actor", "1 more actor"};
inline constexpr Text kMoreActorsShort{"crowd.more_actors_short", "{0} more"};
inline constexpr Text kMoreDataSockets{"crowd.more_data_sockets",
                                       "{0} more data sockets, server's end"};
inline constexpr Text kMoreDataSocketsShort{"crowd.more_data_sockets_short",
                                            "{0} more server's ends"};
inline constexpr Text kMoreSockets{"crowd.more_sockets", "{0} more sockets of clients"};
inline constexpr Text kMoreSocketsShort{"crowd.more_sockets_short", "{0} more sockets"};
inline constexpr Text kMoreNumbers{"crowd.more_numbers", "{0} more numbers"};

inline constexpr Text kUnread{"crowd.unread", "{0} bytes unread in them"};

// {0}: how many actors.
inline constexpr Text kReady{"crowd.ready", "{0} between two calls"};
inline constexpr Text kAsleep{"crowd.asleep", "{0} asleep"};
inline constexpr Text kGone{"crowd.gone", "{0} gone"};

}  // namespace sockwalk::crowd_text

/// What every user of Redis needs around it: [RedisBreaker], so that a Redis that is slow, frozen
/// or gone costs one command's wait and never an error. Knows nothing of any other package; what is
/// kept in Redis, and what happens without it, is each user's own.
@NullMarked
package dev.raghub.redis;

import org.jspecify.annotations.NullMarked;

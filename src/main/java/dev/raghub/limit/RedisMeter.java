package dev.raghub.limit;

import io.quarkus.redis.client.RedisClientName;
import io.quarkus.redis.datasource.RedisDataSource;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;

/// Counts in Redis, for all gateways together, by Redis's clock. A key's two buckets are hashes of
/// a level and the time at which it was so high, under `raghub:limit:{<key>}:r` and `:t`: in
/// braces, so that a cluster keeps them in one slot. Each is gone ten minutes after it has run
/// empty.
@ApplicationScoped
class RedisMeter implements Meter {
  /// One command, so that no other gateway can count in between.
  private static final String TAKE =
      """
      local time = redis.call('TIME')
      local now = time[1] * 1000000 + time[2]
      local function level(key, limit)
        if limit == 0 then return 0 end
        local bucket = redis.call('HMGET', key, 'level', 'at')
        local gone = math.max(0, now - (tonumber(bucket[2]) or now))
        return math.max(0, (tonumber(bucket[1]) or 0) - gone * limit / 60000000)
      end
      local function put(key, limit, level)
        if limit == 0 then return end
        redis.call('HSET', key, 'level', string.format('%.6f', level), 'at', string.format('%.0f', now))
        redis.call('EXPIRE', key, 600 + math.ceil(level * 60 / limit))
      end
      local limits = {tonumber(ARGV[1]), tonumber(ARGV[2])}
      local requests = level(KEYS[1], limits[1])
      local tokens = level(KEYS[2], limits[2])
      local taken = (limits[1] == 0 or requests + 1 <= limits[1] + 0.001)
        and (limits[2] == 0 or tokens < limits[2])
      if taken and limits[1] > 0 then requests = requests + 1 end
      put(KEYS[1], limits[1], requests)
      put(KEYS[2], limits[2], tokens)
      return {taken and 1 or 0, string.format('%.6f', requests), string.format('%.6f', tokens)}
      """;

  /// A bucket that is not there would never go again: only TAKE knows how long it lives.
  private static final String CHARGE =
      """
      if redis.call('EXISTS', KEYS[1]) == 1 then
        redis.call('HINCRBYFLOAT', KEYS[1], 'level', ARGV[1])
      end
      return 1
      """;

  private final RedisDataSource redis;

  RedisMeter(@RedisClientName("limits") RedisDataSource redis) {
    this.redis = redis;
  }

  RedisDataSource redis() {
    return redis;
  }

  @Override
  public Levels take(String key, Rates rates) {
    Response said =
        redis.execute(
            "EVAL",
            TAKE,
            "2",
            name(key, "r"),
            name(key, "t"),
            Integer.toString(rates.requests()),
            Integer.toString(rates.tokens()));
    return new Levels(
        said.get(0).toInteger() == 1,
        Double.parseDouble(said.get(1).toString()),
        Double.parseDouble(said.get(2).toString()));
  }

  @Override
  public void charge(String key, long tokens) {
    redis.execute("EVAL", CHARGE, "1", name(key, "t"), Long.toString(tokens));
  }

  private static String name(String key, String bucket) {
    return "raghub:limit:{" + key + "}:" + bucket;
  }
}

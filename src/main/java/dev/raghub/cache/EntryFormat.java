package dev.raghub.cache;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/// Entries as bytes: deflated JSON. What cannot be read is no entry.
final class EntryFormat {
  /// Part of every key: another format reads nothing of this one.
  static final String VERSION = "2";

  private static final int MOST_BYTES = 16 << 20;

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .findAndAddModules()
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  private EntryFormat() {}

  static byte[] write(Entry entry) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflated = new DeflaterOutputStream(bytes)) {
      JSON.writeValue(deflated, entry);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  /// Whether an entry holds one of these texts, in any of its fields.
  static boolean says(byte[] bytes, List<String> texts) {
    try (InflaterInputStream inflated = new InflaterInputStream(new ByteArrayInputStream(bytes))) {
      StringBuilder said = new StringBuilder();
      JSON.readTree(inflated.readNBytes(MOST_BYTES))
          .forEach(field -> said.append(unquoted(field)).append('\n'));
      return texts.stream().anyMatch(text -> said.indexOf(text) >= 0);
    } catch (IOException unreadable) {
      return true;
    }
  }

  private static String unquoted(JsonNode node) {
    return node.isContainerNode()
        ? StreamSupport.stream(node.spliterator(), false)
            .map(EntryFormat::unquoted)
            .collect(Collectors.joining("\n"))
        : node.asText();
  }

  static Optional<Entry> read(byte[] bytes) {
    try (InflaterInputStream inflated = new InflaterInputStream(new ByteArrayInputStream(bytes))) {
      return Optional.of(JSON.readValue(inflated.readNBytes(MOST_BYTES), Entry.class));
    } catch (IOException | IllegalArgumentException damaged) {
      // Somebody wrote into Redis by hand, or another version did: it is as good as not there.
      return Optional.empty();
    }
  }
}

package dev.raghub.cache;

import dev.raghub.answer.Inquiry;
import dev.raghub.corpus.StableHash;
import dev.raghub.workspace.Workspace;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.Locale;

/// Questions whose answers may be exchanged: of one workspace, by callers who may read the same,
/// under one policy and one model, with the same wishes.
///
/// @param name a digest of all that
record Partition(Workspace workspace, String name) {
  private static final int NAME_BYTES = 8;
  private static final int QUESTION_BYTES = 16;

  /// @param answering what decides on answers in this workspace: policy, models, embedder
  static Partition of(Workspace workspace, Inquiry inquiry, String answering) {
    return new Partition(
        workspace,
        digest(
            NAME_BYTES,
            EntryFormat.VERSION,
            answering,
            workspace.rights().setting(),
            Integer.toString(inquiry.question().limit()),
            inquiry.question().ranking().name(),
            inquiry.tier().map(Enum::name).orElse("")));
  }

  /// A question's name within its partition. White space, case, width and closing punctuation make
  /// no other question.
  static String question(String text) {
    String folded =
        Normalizer.normalize(text, Normalizer.Form.NFKC)
            .toLowerCase(Locale.ROOT)
            .strip()
            .replaceAll("\\s+", " ")
            .replaceAll("[ ?!.]+$", "");
    return digest(QUESTION_BYTES, folded);
  }

  private static String digest(int bytes, String... parts) {
    return HexFormat.of().formatHex(StableHash.digest(parts), 0, bytes);
  }
}

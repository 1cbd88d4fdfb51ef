package dev.raghub.model;

/// Cuts what a model thought, between `<think>` and `</think>`, out of its text as it arrives. A
/// tag may be split over pieces, so the beginning of one is held back until it is clear.
///
///     visible ──<think>──▶ thinking ──</think>──▶ visible
///     visible ──</think>─▶ visible, and all before was thinking: chat templates that write the
///                          opening tag themselves show only the closing one
///     visible, beginning with `{` or `[` ─▶ JSON, in whose strings a tag is a text like any other
///
/// For one completion, in one thread.
final class ThinkTags {
  private static final String OPENING = "<think>";
  private static final String CLOSING = "</think>";

  private final StringBuilder text = new StringBuilder();
  private final StringBuilder pending = new StringBuilder();
  private boolean withhold;
  private boolean thinking;
  private boolean thought;
  private boolean lacksOpening;

  /// @param withhold hand nothing out before a closing tag has come or the text is at its end
  ThinkTags(boolean withhold) {
    this.withhold = withhold;
  }

  /// Takes the next piece, gives what of the text is certain by now.
  String accept(String piece) {
    pending.append(piece);
    StringBuilder certain = new StringBuilder();
    while (!pending.isEmpty() && advance(certain)) {
      // As long as there are tags.
    }
    return handOut(certain.toString());
  }

  /// No more comes; gives the rest of the text.
  String finish() {
    StringBuilder certain = new StringBuilder();
    if (!thinking) {
      append(certain, pending.toString());
    }
    boolean late = withhold;
    withhold = false;
    return late ? text.toString() : certain.toString();
  }

  /// All of the text so far, without thinking.
  String text() {
    return text.toString().strip();
  }

  /// Whether anything was cut.
  boolean thought() {
    return thought;
  }

  /// Whether a closing tag came without an opening one: pieces before it were thinking.
  boolean lacksOpening() {
    return lacksOpening;
  }

  /// Whether the thinking never ended.
  boolean endsThinking() {
    return thinking;
  }

  /// Whether there may be more to do.
  private boolean advance(StringBuilder certain) {
    if (!thinking && isJson()) {
      append(certain, take(pending.length()));
      return false;
    }
    return thinking ? skip() : show(certain);
  }

  private boolean skip() {
    int end = pending.indexOf(CLOSING);
    if (end < 0) {
      take(pending.length() - begun(CLOSING));
      return false;
    }
    take(end + CLOSING.length());
    thinking = false;
    withhold = false;
    return true;
  }

  private boolean show(StringBuilder certain) {
    int opening = pending.indexOf(OPENING);
    int closing = pending.indexOf(CLOSING);
    if (closing >= 0 && (opening < 0 || closing < opening)) {
      take(closing + CLOSING.length());
      certain.setLength(0);
      text.setLength(0);
      thought = true;
      lacksOpening = true;
      withhold = false;
      return true;
    }
    if (opening >= 0) {
      append(certain, take(opening));
      take(OPENING.length());
      thought = true;
      thinking = true;
      return true;
    }
    append(certain, take(pending.length() - Math.max(begun(OPENING), begun(CLOSING))));
    return false;
  }

  private boolean isJson() {
    String start = text.isEmpty() ? pending.toString().stripLeading() : text.substring(0, 1);
    return start.startsWith("{") || start.startsWith("[");
  }

  /// How many characters at the end may be the beginning of a tag.
  private int begun(String tag) {
    int length = Math.min(tag.length() - 1, pending.length());
    while (!tag.startsWith(pending.substring(pending.length() - length))) {
      length--;
    }
    return length;
  }

  private String take(int length) {
    String taken = pending.substring(0, length);
    pending.delete(0, length);
    return taken;
  }

  /// A text does not begin with white space.
  private void append(StringBuilder certain, String more) {
    String shown = text.isEmpty() ? more.stripLeading() : more;
    text.append(shown);
    certain.append(shown);
  }

  private String handOut(String certain) {
    return withhold ? "" : certain;
  }
}

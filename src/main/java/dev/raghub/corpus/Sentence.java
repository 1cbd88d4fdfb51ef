package dev.raghub.corpus;

/// The smallest unit that is retrieved and cited.
///
/// @param text one sentence, or one `- name: value` line
/// @param free whether it is free text: only there names are looked for
public record Sentence(String text, boolean free) {}

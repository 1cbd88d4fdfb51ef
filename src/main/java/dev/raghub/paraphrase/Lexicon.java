package dev.raghub.paraphrase;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import net.sf.extjwnl.JWNLException;
import net.sf.extjwnl.data.IndexWord;
import net.sf.extjwnl.data.POS;
import net.sf.extjwnl.data.Pointer;
import net.sf.extjwnl.data.PointerType;
import net.sf.extjwnl.data.Synset;
import net.sf.extjwnl.data.Word;
import net.sf.extjwnl.dictionary.Dictionary;
import org.tartarus.snowball.ext.PorterStemmer;

/// What WordNet 3.1 knows of English words: base forms, derivations, synonyms, opposites. Opened
/// when first asked; safe for many threads; the words looked up last are kept.
final class Lexicon {
  private static final int KEPT = 20_000;

  /// Of a word's senses in each part of speech, the commonest ones can make it a synonym: by its
  /// rarest, nearly anything is.
  private static final int COMMON_SENSES = 3;

  private static final List<String> OPPOSING =
      List.of("un", "in", "im", "ir", "il", "non", "dis", "de");
  private static final int SHORTEST_OPPOSED = 4;

  private final Map<String, Known> entries =
      new LinkedHashMap<String, Known>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
          return size() > KEPT;
        }
      };

  private static final class Opened {
    private static final Dictionary DICTIONARY = open();

    private static Dictionary open() {
      try {
        return Dictionary.getDefaultResourceInstance();
      } catch (JWNLException failure) {
        throw new RaghubException(ErrorCode.INTERNAL, "WordNet could not be opened", failure);
      }
    }
  }

  /// What a word most often is.
  enum Kind {
    NOUN,
    VERB,
    ADJECTIVE,
    ADVERB,
    UNKNOWN
  }

  /// @param senses the commonest, as `part of speech, offset`
  private record Known(
      String stem,
      Set<String> lemmas,
      Set<String> derived,
      Set<String> senses,
      Set<String> opposites,
      Kind kind) {}

  /// Whether WordNet has the word, in any form.
  boolean knows(String word) {
    return known(word).kind != Kind.UNKNOWN;
  }

  Kind kind(String word) {
    return known(word).kind;
  }

  /// Whether two words are forms of one, or derived from each other: "mature", "maturity".
  boolean related(String one, String other) {
    if (one.equals(other)) {
      return true;
    }
    Known a = known(one);
    Known b = known(other);
    return a.stem.equals(b.stem)
        || meet(a.lemmas, b.lemmas)
        || meet(a.lemmas, b.derived)
        || meet(b.lemmas, a.derived);
  }

  /// Whether two words share a common sense: "talk", "speak".
  boolean synonymous(String one, String other) {
    return meet(known(one).senses, known(other).senses);
  }

  /// Whether two words are opposites: "import", "export"; "eligible", "ineligible".
  boolean opposite(String one, String other) {
    return meet(known(one).opposites, known(other).lemmas)
        || prefixed(one, other)
        || prefixed(other, one);
  }

  private static boolean prefixed(String one, String other) {
    return other.length() >= SHORTEST_OPPOSED
        && one.length() > other.length()
        && one.endsWith(other)
        && OPPOSING.contains(one.substring(0, one.length() - other.length()));
  }

  private static boolean meet(Set<String> one, Set<String> other) {
    return one.stream().anyMatch(other::contains);
  }

  private Known known(String word) {
    synchronized (entries) {
      Known known = entries.get(word);
      if (known != null) {
        return known;
      }
    }
    try {
      Known read = read(word);
      synchronized (entries) {
        entries.put(word, read);
      }
      return read;
    } catch (JWNLException failure) {
      throw new RaghubException(ErrorCode.INTERNAL, "WordNet could not be read", failure);
    }
  }

  private static Known read(String word) throws JWNLException {
    Set<String> lemmas = new HashSet<>();
    Set<String> derived = new HashSet<>();
    Set<String> senses = new HashSet<>();
    Set<String> opposites = new HashSet<>();
    Map<Kind, Double> uses = new HashMap<>();
    for (POS part : POS.getAllPOS()) {
      for (IndexWord base : bases(word, part)) {
        lemmas.add(base.getLemma());
        List<Synset> synsets = base.getSenses();
        for (int i = 0; i < synsets.size(); i++) {
          Synset synset = synsets.get(i);
          if (i < COMMON_SENSES) {
            senses.add(part.getKey() + synset.getOffset());
          }
          for (Word form : synset.getWords()) {
            if (form.getLemma().equalsIgnoreCase(base.getLemma())) {
              // A sense that the counted texts lack still says what the word can be.
              uses.merge(kind(part), form.getUseCount() + 0.2, Double::sum);
              derived.addAll(targets(form, PointerType.DERIVATION));
              derived.addAll(targets(form, PointerType.PERTAINYM));
              opposites.addAll(targets(form, PointerType.ANTONYM));
            }
          }
        }
      }
    }
    Kind kind =
        uses.entrySet().stream()
            .max(
                Map.Entry.<Kind, Double>comparingByValue()
                    .thenComparing(Map.Entry.comparingByKey()))
            .map(Map.Entry::getKey)
            .orElse(Kind.UNKNOWN);
    if (lemmas.isEmpty()) {
      lemmas.add(word);
    }
    return new Known(stem(word), lemmas, derived, senses, opposites, participle(word, uses, kind));
  }

  /// A form in -ing or -ed is read as the verb, unless it is an adjective of its own.
  private static Kind participle(String word, Map<Kind, Double> uses, Kind kind) {
    boolean formed = word.endsWith("ing") || word.endsWith("ed");
    return formed && uses.containsKey(Kind.VERB) && !uses.containsKey(Kind.ADJECTIVE)
        ? Kind.VERB
        : kind;
  }

  private static List<IndexWord> bases(String word, POS part) throws JWNLException {
    List<IndexWord> bases = new ArrayList<>();
    Set<String> forms =
        new HashSet<>(Opened.DICTIONARY.getMorphologicalProcessor().lookupAllBaseForms(part, word));
    forms.add(word);
    for (String form : forms) {
      IndexWord base = Opened.DICTIONARY.getIndexWord(part, form);
      if (base != null && !base.getLemma().contains(" ")) {
        bases.add(base);
      }
    }
    return bases;
  }

  private static Set<String> targets(Word form, PointerType type) throws JWNLException {
    Set<String> lemmas = new HashSet<>();
    for (Pointer pointer : form.getPointers()) {
      if (pointer.getType() == type && pointer.getTarget() instanceof Word target) {
        lemmas.add(target.getLemma().toLowerCase(Locale.ROOT));
      }
    }
    return lemmas;
  }

  private static String stem(String word) {
    PorterStemmer stemmer = new PorterStemmer();
    stemmer.setCurrent(word);
    stemmer.stem();
    return stemmer.getCurrent();
  }

  private static Kind kind(POS part) {
    return switch (part) {
      case NOUN -> Kind.NOUN;
      case VERB -> Kind.VERB;
      case ADJECTIVE -> Kind.ADJECTIVE;
      case ADVERB -> Kind.ADVERB;
    };
  }
}

package dev.raghub.paraphrase;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// The closed classes of English words that the gate reasons with.
final class Vocabulary {
  /// Words of grammar, and the frames in which questions are put: they carry no subject.
  static final Set<String> FRAME =
      words(
          """
          a an the this that these those some any each every all both either such own same other another
          i me my mine myself you your yours yourself he him his she her hers it its we us our ours they them their theirs
          one ones someone anyone people person everyone everybody anybody somebody
          is are was were be been being am do does did doing done has have had having can could shall should will would may
          might must need of in on at by for with about against between into through during to from up down out off over under
          again further then once as than so too very just also only even per and or but if because while although though
          whether who whom whose which what when where why how there here s t re ve ll d m please get got gets getting go
          going goes make makes made want wants would use used using way ways thing things something best good better most
          more much many really actually ever exactly kind type types different various possible possibly able example
          examples tell know show give pull list explain describe say let think
          """);

  /// What may be there or not without changing what is asked.
  static final Set<String> FILLER =
      words(
          """
          tip tips trick tricks really generally usually basically simply fully also even still already personally within
          throughout since mean meaning believe feel become order start try needed required true factor factors reason
          reasons cause causes idea ideas suggestion suggestions name great nice effective efficient easy easiest fast
          fastest quick quickest simple simplest favorite favourite top right actual upcoming new currently certain several
          immediately quickly soon obtain receive acquire find learn help happen happens happened correct procedure process course step steps
          """);

  static final Set<String> NEGATIONS =
      words(
          "not no never without cannot neither nor none nobody nothing excluded excluding except");

  static final Set<String> AUXILIARIES =
      words(
          "is are was were do does did can could should would will has have am may must shall might");

  static final Set<String> QUESTION_WORDS =
      words("what how why when where who which can do did if that and");

  /// Words after which a direction can be read.
  static final Set<String> DIRECTIONS =
      words("from to into onto than before after over without against");

  /// What is asked to be done rather than told.
  static final Set<String> ACTIONS =
      words(
          """
          cancel lock unlock freeze unfreeze close shut transfer move dispute file increase raise decrease lower reduce send
          pay delete remove add create open update change set reset stop book order buy refund submit approve reject assign
          enable disable block unblock activate deactivate schedule withdraw deposit renew turn switch put reserve report
          restart deploy run install uninstall upgrade downgrade rename merge revoke grant invite notify call email remind
          play pause skip record save upload download sync redeem apply sign register unsubscribe subscribe rollback revert
          """);

  /// What may stand before the verb of a request.
  static final Set<String> POLITENESS =
      words(
          "please can could would you i want need to d like just kindly hey hi go ahead and will let s");

  /// Opposites that WordNet does not have, or that are words of grammar.
  static final List<Set<String>> OPPOSITES =
      Stream.of(
              "on off",
              "before after",
              "above below",
              "over under",
              "up down",
              "in out",
              "more less",
              "more fewer",
              "most least",
              "best worst",
              "better worse",
              "max min",
              "earliest latest",
              "newest oldest",
              "upload download",
              "login logout",
              "encrypt decrypt",
              "incoming outgoing",
              "inbound outbound",
              "sender recipient",
              "buyer seller",
              "debit credit",
              "read write",
              "push pull",
              "grant revoke",
              "allow deny",
              "allow block",
              "accept reject",
              "approve reject",
              "approve deny",
              "add remove",
              "create delete",
              "open closed",
              "public private",
              "upgrade downgrade",
              "with without")
          .map(Vocabulary::words)
          .toList();

  /// What one may, what one ought to, and what one has to.
  static final List<Set<String>> MODALITIES =
      Stream.of(
              "can could able possible may", "should ought", "must need required obliged mandatory")
          .map(Vocabulary::words)
          .toList();

  /// Words between things whose order says nothing.
  static final Set<String> SYMMETRIC = words("and or between vs versus with both");

  static final Set<String> MINE = words("my our mine ours");
  static final Set<String> YOURS = words("your yours");
  static final Set<String> DUTY = words("should must");

  static final Map<String, String> QUANTIFIERS =
      Map.ofEntries(
          Map.entry("everyone", "every"),
          Map.entry("everybody", "every"),
          Map.entry("every", "every"),
          Map.entry("all", "every"),
          Map.entry("each", "every"),
          Map.entry("anyone", "any"),
          Map.entry("anybody", "any"),
          Map.entry("any", "any"),
          Map.entry("only", "only"));

  static final Map<String, String> NUMBERS =
      Map.ofEntries(
          Map.entry("zero", "0"),
          Map.entry("two", "2"),
          Map.entry("three", "3"),
          Map.entry("four", "4"),
          Map.entry("five", "5"),
          Map.entry("six", "6"),
          Map.entry("seven", "7"),
          Map.entry("eight", "8"),
          Map.entry("nine", "9"),
          Map.entry("ten", "10"),
          Map.entry("eleven", "11"),
          Map.entry("twelve", "12"));

  private Vocabulary() {}

  static Set<String> words(String text) {
    return Set.of(Arrays.stream(text.strip().split("\\s+")).distinct().toArray(String[]::new));
  }
}

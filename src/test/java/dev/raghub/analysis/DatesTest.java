package dev.raghub.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Month;
import java.time.format.TextStyle;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatesTest {
  private final LuceneAnalysis analysis = new LuceneAnalysis();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2022-08-30",
        "2022-08-30 12:15:00 UTC",
        "2022-08-30T12:15:00Z",
        "August 30, 2022",
        "August 30 2022",
        "AUGUST 30th, 2022",
        "Aug. 30, 2022",
        "30 August 2022",
        "30 Aug 2022",
        "30th of August 2022",
        "30 august, 2022",
        "(2022-08-30)",
        "on August  30,\n2022."
      })
  void givesADayOneTermHoweverItIsWritten(String written) {
    assertThat(Dates.marked(written)).isEqualTo(written + " 20220830");
  }

  @ParameterizedTest
  @EnumSource(Month.class)
  void knowsEveryMonthByItsNameAndItsAbbreviation(Month month) {
    String term = " 1999%02d07".formatted(month.getValue());
    String full = month.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    String brief = full.substring(0, 3);

    for (String name : new String[] {full, brief, brief + "."}) {
      assertThat(Dates.marked(name + " 7, 1999")).endsWith(term);
      assertThat(Dates.marked("7 " + name + " 1999")).endsWith(term);
    }
  }

  @Test
  void knowsTheLongAbbreviationOfSeptember() {
    assertThat(Dates.marked("Sept. 1st, 2001")).endsWith(" 20010901");
    assertThat(Dates.marked("1 Sept 2001")).endsWith(" 20010901");
  }

  @Test
  void marksEveryDayOfAText() {
    assertThat(Dates.marked("From 1 May 2020 to May 3rd, 2020, paid 2020-06-02 and 2020-06-09."))
        .endsWith(" 20200602 20200609 20200503 20200501");
  }

  @Test
  void givesADayThatIsWrittenTwiceOneTerm() {
    assertThat(analysis.terms("2022-08-30 and 30 August 2022", 100))
        .containsExactly("2022", "08", "30", "and", "august", "20220830");
  }

  /// Which part is the day, or the year, nobody can tell; and a month is no day.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "08/30/2022",
        "30.08.2022",
        "03-04-05",
        "30-08-2022",
        "2022/08/30",
        "2022-8-30",
        "August 2022",
        "30 August",
        "August 30, 22",
        "August 300, 2022",
        "12022-08-30",
        "2022-08-301",
        "TCK2022-08-30",
        "The 30 Augusts 2022",
        "Marching 30, 2022",
        "no digit, May of any year"
      })
  void leavesAsItIsWhatIsNoDayForCertain(String written) {
    assertThat(Dates.marked(written)).isEqualTo(written);
  }

  /// A day that no calendar has gets its term too: text and question still meet, and nothing else
  /// meets either.
  @Test
  void asksNoCalendar() {
    assertThat(Dates.marked("2022-02-31")).endsWith(" 20220231");
    assertThat(Dates.marked("31st of February 2022")).endsWith(" 20220231");
    assertThat(Dates.marked("February 31, 2022")).endsWith(" 20220231");
  }

  @Test
  void keepsTheTextBeforeItsTerms() {
    assertThat(analysis.terms("Rented on May 24, 2005", 4))
        .containsExactly("rent", "on", "may", "24");
  }
}

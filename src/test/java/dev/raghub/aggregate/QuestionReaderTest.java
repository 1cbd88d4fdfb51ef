package dev.raghub.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Reads questions about a [Shop].
class QuestionReaderTest {
  private static String read(String question) {
    return Shop.read(question);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          How many orders are there?                            | count orders
          how many orders does ida blom have                    | count orders; customer Ida Blom
          HOW MANY ORDERS DOES IDA BLOM HAVE?                   | count orders; customer Ida Blom
          Number of orders of Ida Blom                          | count orders; customer Ida Blom
          What is the total number of orders by Ida Blom?       | count orders; customer Ida Blom
          Count the orders of Ida Blom.                         | count orders; customer Ida Blom
          Please tell me how many orders Ida Blom has made      | count orders; customer Ida Blom
          How many orders has Ida Blom in total?                | count orders; customer Ida Blom
          How many orders did Ida Blom order?                   | count orders; customer Ida Blom
          How often did Ida Blom pay?                           | count payment; customer Ida Blom
          How many times has Ida Blom paid?                     | count payment; customer Ida Blom
          Ida Blom's orders: how many?                          | count orders; customer Ida Blom
          How many orders has customer 2?                       | count orders; customer 2
          How many order lines does order 10248 have?           | count order_line; order 10248
          How many lines has order no. 10248?                   | count order_line; order 10248
          How many order lines are there for the blue chair?    | count order_line; product blue chair
          How many orders were assigned to Ana Silva?           | count orders; assignee Ana Silva
          How many customers are in Norway?                     | count customer; country Norway (city → country)
          How many products are in the category Garden?         | count product; category Garden
          How many Garden products are there?                   | count product; category Garden
          How many products are in the category new?            | count product; category New
          How many employees report to Ana Silva?               | count employee; reports to Ana Silva
          How many employees does the Blue team have?           | count employee; team Blue
          How many orders did O'Brien & Sons place?             | count orders; customer O'Brien & Sons
          How many orders did The Last Resort place?            | count orders; customer The Last Resort
          How many flights have the origin Oslo?                | count flight; origin Oslo
          """)
  void countsRows(String question, String expected) {
    assertThat(read(question)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          How many paid orders with priority low are there?     | count orders; status paid; priority low
          How many orders have the status open?                 | count orders; status open
          How many orders are in progress?                      | count orders; status in_progress
          How many on hold orders has Ida Blom?                 | count orders; customer Ida Blom; status On Hold
          How many high priority orders are there?              | count orders; priority high
          How many low orders of Ida Blom are there in 2026?    | count orders; customer Ida Blom; priority low; order date from 2026-01-01, before 2027-01-01
          How many open orders are there?                       | ambiguous-name
          How many orders are open?                             | ambiguous-name
          How many orders did Ana Silva open?                   | unknown-word
          How many orders were paid in 2026?                    | unknown-word
          How many orders were paid by Ida Blom?                | unknown-word
          How many orders are high or low?                      | several-questions
          How many orders are not high?                         | unknown-word
          """)
  void filtersByFacets(String question, String expected) {
    assertThat(read(question)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          How many orders were there in 2026?                   | count orders; order date from 2026-01-01, before 2027-01-01
          How many orders since May 2026?                       | count orders; order date from 2026-05-01
          How many orders before 2026-03-02?                    | count orders; order date before 2026-03-02
          How many orders after 2026?                           | count orders; order date from 2027-01-01
          How many orders between 2025 and 2026?                | count orders; order date from 2025-01-01, before 2027-01-01
          How many orders on 1 March 2026?                      | count orders; order date from 2026-03-01, before 2026-03-02
          How many customers were created in 2026?              | count customer; created at from 2026-01-01, before 2027-01-01
          How many employees were hired in 2026?                | count employee; hired on from 2026-01-01, before 2027-01-01
          How many employees were there in 2026?                | time-needed
          How many products in 2026?                            | not-allowed
          How many orders in 2025 and in 2026?                  | several-questions
          How many orders in 2025 and 2026?                     | unknown-word
          How many orders last month?                           | several-questions
          How many orders in May?                               | unknown-word
          How many orders on 05/06/2026?                        | unknown-word
          How many orders on 31 February 2026?                  | unknown-word
          How many orders were assigned to Ana Silva in 2026?   | unknown-word
          """)
  void filtersByTime(String question, String expected) {
    assertThat(read(question)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          What is the total amount of the payments of Ida Blom? | sum amount of payment; customer Ida Blom
          How much did Ida Blom pay?                            | sum amount of payment; customer Ida Blom
          How much money has Ida Blom paid in total?            | sum amount of payment; customer Ida Blom
          total discount of the orders of Ida Blom              | sum discount of orders; customer Ida Blom
          What is the sum of all payments?                      | sum amount of payment
          average payment of Ida Blom                           | average amount of payment; customer Ida Blom
          average total of orders                               | average total of orders
          total quantity of order lines for the blue chair      | sum quantity of order_line; product blue chair
          How much did Ida Blom order in total?                 | column-needed
          total of the orders of Ida Blom                       | sum total of orders; customer Ida Blom
          total discount and total of orders                    | several-questions
          total weight of products                              | not-allowed
          total pay of salaries                                 | not-allowed
          total amount of payments per customer                 | unknown-word
          How much feedback did customers give?                 | none
          What is the total price?                              | none
          """)
  void addsUp(String question, String expected) {
    assertThat(read(question)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          What is the latest order of Ida Blom?                 | latest order_date of orders; customer Ida Blom
          most recent payment of Ida Blom                       | latest paid_at of payment; customer Ida Blom
          Newest employee                                       | latest hired_on of employee
          When was the last order of Ida Blom?                  | latest order_date of orders; customer Ida Blom
          When did Ida Blom last pay?                           | latest paid_at of payment; customer Ida Blom
          Ida Blom's first order                                | earliest order_date of orders; customer Ida Blom
          Who was the first customer?                           | earliest created_at of customer
          Which employee was hired first?                       | earliest hired_on of employee
          Who paid last?                                        | latest paid_at of payment
          What did Ida Blom order first?                        | none
          Which product did Ida Blom order first?               | not-allowed
          earliest order in 2026                                | earliest order_date of orders; order date from 2026-01-01, before 2027-01-01
          latest orders of Ida Blom                             | several-questions
          last 5 orders                                         | several-questions
          first and last order of Ida Blom                      | several-questions
          latest product                                        | not-allowed
          What went wrong with the latest order?                | unknown-word
          What is the last name of Ida Blom?                    | none
          What is the latest version?                           | none
          first product                                         | none
          How do I place my first order?                        | none
          """)
  void ordersInTime(String question, String expected) {
    assertThat(read(question)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          How many orders of Ida Blom were late?                | unknown-word
          How many orders does Ida Blom still have?             | unknown-word
          How many orders does Ida Blom not have?               | unknown-word
          How many orders would Ida Blom make?                  | unknown-word
          How many orders over 100 are there?                   | unknown-word
          How many different orders has Ida Blom?               | unknown-word
          How many orders are there per customer?               | unknown-word
          How many orders by customer?                          | unknown-word
          How many customers by city in Norway?                 | unknown-word
          How many customers and cities are in Norway?          | unknown-word
          Which city in Norway has how many customers?          | unknown-word
          How many orders has Ida Bloom?                        | unknown-word
          How many new products are there?                      | unknown-word
          How Many New Products Are There?                      | unknown-word
          How many orders has Pushed Note?                      | unknown-word
          """)
  void declinesWhereAWordIsLeftOver(String question, String expected) {
    assertThat(read(question)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          How many orders has Kim Berg?                         | ambiguous-name
          How many orders have Ida Blom and Noor Haddad?        | several-questions
          How many orders of Ida Blom and orders of Ana Silva?  | unknown-word
          How many orders and how many payments has Ida Blom?   | several-questions
          How many reports are there?                           | ambiguous-rows
          How many flights are there from Oslo?                 | ambiguous-path
          How many flights are there from Oslo to Bergen?       | ambiguous-path
          How many order lines does Ana Silva have?             | ambiguous-path
          How many employees does Ana Silva report to?          | no-path
          How many customers ordered the blue chair?            | no-path
          How many countries are there?                         | not-allowed
          How many unicorns are there?                          | unknown-rows
          How many people ordered the blue chair?               | no-path
          How many seats does Ida Blom have?                    | none
          How many days does it take?                           | none
          How many recovery codes do I get?                     | none
          How many devices can a student have?                  | none
          What is the phone number of Ida Blom?                 | none
          What is the number of the order of Ida Blom?          | none
          """)
  void declinesWhatMeansTwoThingsOrNone(String question, String expected) {
    assertThat(read(question)).isEqualTo(expected);
  }
}

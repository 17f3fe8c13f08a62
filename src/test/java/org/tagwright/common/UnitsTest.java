package org.tagwright.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class UnitsTest {

  @ParameterizedTest
  @ValueSource(strings = {"de-DE", "fr-CH", "ar-EG", "hi-IN-u-nu-deva", "en-US"})
  void numbersAreEnglishInEveryLocale(String locale) {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag(locale));
    try {
      assertThat(Units.count(1_234_567)).isEqualTo("1,234,567");
      assertThat(Units.decimal(1234.5678, 3)).isEqualTo("1,234.568");
      assertThat(Units.text("%03d %.1f", 7, 0.5)).isEqualTo("007 0.5");
      assertThat(Units.bytes(44_800_000)).isEqualTo("44.8 MB");
    } finally {
      Locale.setDefault(before);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, problem, 1 problem",
    "0, problem, 0 problems",
    "2000, class, '2,000 classes'",
    "1, class, 1 class",
    "2, entry, 2 entries",
    "2, epoch, 2 epochs",
    "2, key, 2 keys",
    "3, batch, 3 batches"
  })
  void nounsAgreeWithTheirNumber(long number, String noun, String text) {
    assertThat(Units.count(number, noun)).isEqualTo(text);
  }

  @Test
  void awkwardPluralsAreGiven() {
    assertThat(Units.count(1, "field differs", "fields differ")).isEqualTo("1 field differs");
    assertThat(Units.count(4, "field differs", "fields differ")).isEqualTo("4 fields differ");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 B",
    "999, 999 B",
    "1000, 1.0 kB",
    "99949, 99.9 kB",
    "99951, 100 kB",
    "999499, 999 kB",
    "999500, 1.0 MB",
    "432000000, 432 MB",
    "2147483648, 2.1 GB",
    "1500000000000, 1.5 TB"
  })
  void bytesCountInThousands(long bytes, String text) {
    assertThat(Units.bytes(bytes)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"0, 0%", "0.07, 7%", "1, 100%", "0.004, 0.4%", "0.00001, <0.1%", "NaN, –"})
  void percentagesHaveNoSpace(double fraction, String text) {
    assertThat(Units.percent(fraction)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "45, 45 s, 0:45, About 50 s",
    "7, 7 s, 0:07, About 7 s",
    "57, 57 s, 0:57, About 1 min",
    "185, 3 min 5 s, 3:05, About 3 min",
    "1435, 23 min, 23:55, About 24 min",
    "7530, 2 h 5 min, 2:05:30, About 2 h 6 min",
    "-5, 0 s, 0:00, About 0 s"
  })
  void durationsAreExactAndEstimatesAreNot(long seconds, String exact, String clock, String about) {
    Duration duration = Duration.ofSeconds(seconds);
    assertThat(Units.duration(duration)).isEqualTo(exact);
    assertThat(Units.clock(duration)).isEqualTo(clock);
    assertThat(Units.about(duration)).isEqualTo(about);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "0.5, 0.5",
    "0.0001, 1e-4",
    "0.612345, 0.6123",
    "0.000025, 2.5e-5",
    "1234.5, 1235",
    "12345.6, 12346",
    "1.5e7, 1.5e7",
    "NaN, –",
    "2.5e-5, 2.5e-5",
    "1.2344e-5, 1.234e-5",
    "-Infinity, −∞"
  })
  void compactNumbersHaveFourDigits(double number, String text) {
    assertThat(Units.compact(number)).isEqualTo(text);
  }

  @Test
  void whatIsNotThereIsADash() {
    assertThat(Units.decimal(Double.NaN, 4)).isEqualTo("–");
    assertThat(Units.decimal(null, 4)).isEqualTo("–");
  }

  @Test
  void aMomentIsThatOfThisMachinesClock() {
    Instant noon =
        LocalDateTime.of(2026, 3, 1, 12, 5, 59).atZone(ZoneId.systemDefault()).toInstant();
    assertThat(Units.minute(noon)).isEqualTo("2026-03-01 12:05");
  }
}

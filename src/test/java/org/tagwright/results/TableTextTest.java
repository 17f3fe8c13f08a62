package org.tagwright.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tagwright.results.Column.Format;

class TableTextTest {
  private static final TableData TABLE =
      new TableData(
          List.of(
              new Column("file", "File", Format.TEXT),
              new Column("f1", "F1", Format.SCORE),
              new Column("learning_rate", "LR", Format.NUMBER),
              new Column("freeze", "Freeze", Format.FLAG)),
          List.of(
              Arrays.asList("resnet18/with, comma.pt", 0.61234567, 1e-4, true),
              Arrays.asList("a|b \"c\".pt", null, 0.001, false)));

  @Test
  void columnsAreAlignedUnderARule() {
    assertThat(TableText.aligned(TABLE, Integer.MAX_VALUE).text())
        .isEqualTo(
            """
            File                         F1     LR  Freeze
            ───────────────────────  ──────  ─────  ──────
            resnet18/with, comma.pt  0.6123   1e-4  yes
            a|b "c".pt                    –  0.001  no
            """);
  }

  @Test
  void aNarrowTerminalShortensTheFileAndThenDropsColumns() {
    TableText.Fitted narrow = TableText.aligned(TABLE, 43);
    assertThat(narrow.leftOut()).isEmpty();
    assertThat(narrow.text()).contains("resnet1…th, comma.pt ");
    TableText.Fitted tiny = TableText.aligned(TABLE, 25);
    assertThat(tiny.leftOut()).extracting(Column::key).containsExactly("learning_rate", "freeze");
    for (int width = 5; width < 60; width++) {
      int most = Math.max(width, 23);
      assertThat(TableText.aligned(TABLE, width).text().lines())
          .allMatch(line -> line.length() <= most);
    }
  }

  @Test
  void csvQuotesAndKeepsAllDigits() {
    assertThat(TableText.csv(TABLE).split("\r\n"))
        .containsExactly(
            "file,f1,learning_rate,freeze",
            "\"resnet18/with, comma.pt\",0.61234567,1.0E-4,true",
            "\"a|b \"\"c\"\".pt\",,0.001,false");
  }

  @Test
  void tsvAndMarkdownEscapeTheirOwnSeparators() {
    assertThat(TableText.tsv(TABLE).lines())
        .contains("resnet18/with, comma.pt\t0.61234567\t1.0E-4\ttrue");
    assertThat(TableText.markdown(TABLE).lines())
        .containsExactly(
            "| File | F1 | LR | Freeze |",
            "| --- | ---: | ---: | --- |",
            "| resnet18/with, comma.pt | 0.6123 | 1e-4 | yes |",
            "| a\\|b \"c\".pt | – | 0.001 | no |");
  }

  @ParameterizedTest
  @CsvSource({
    "0.0001,1e-4",
    "2.5e-5,2.5e-5",
    "0.001,0.001",
    "32,32",
    "0,0",
    "0.1,0.1",
    "0.4238281,0.423828",
    "1e12,1e12"
  })
  void numbersAreAsShortAsTheyCanBe(double number, String shown) {
    assertThat(new Column("x", "x", Format.NUMBER).show(number)).isEqualTo(shown);
  }

  @Test
  void aValueOfAnotherKindThanItsColumnIsShownAsItIs() {
    Column workers = new Column("num_workers", "Workers", Format.COUNT);
    assertThat(List.of(workers.show("auto"), workers.export("auto"))).containsOnly("auto");
    Column text = new Column("x", "x", Format.TEXT);
    assertThat(List.of(text.show(2.0), text.export(2.0), text.show(true)))
        .containsExactly("2", "2", "true");
    assertThat(new Column("x", "x", Format.FLAG).show(1.0)).isEqualTo("1");
    assertThat(new Column("x", "x", Format.TIME).show("soon")).isEqualTo("soon");
  }

  @Test
  void sizesAndTimesAreReadable() {
    Column size = new Column("size", "Size", Format.SIZE);
    assertThat(List.of(size.show(999.0), size.show(44_800_000.0), size.show(999_600.0)))
        .containsExactly("999 B", "44.8 MB", "1.0 MB");
    Column time = new Column("modified", "Written", Format.TIME);
    assertThat(time.export(Instant.EPOCH)).isEqualTo("1970-01-01T00:00:00Z");
    assertThat(time.show(Instant.parse("2026-01-02T12:00:00Z"))).startsWith("2026-01-0");
  }
}

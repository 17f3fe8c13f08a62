package org.tagwright.suspects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.common.TagwrightException;

final class DecisionsTest {
  private static final SuspectLabel DOG =
      new SuspectLabel(0, "in/a.jpg", "in/a", 1, "dog", true, 0.02f, 0.03, 0.97);
  private static final SuspectLabel CAT =
      new SuspectLabel(1, "b.jpg", "b", 0, "cat", false, 0.98f, 0.9, 0.95);

  @TempDir Path root;

  private Path labels() {
    return root.resolve("labels/train");
  }

  private Path file() {
    return root.resolve("labels").resolve(Decisions.FILE_NAME);
  }

  private Decisions decisions() throws IOException {
    Files.createDirectories(labels());
    return Decisions.of(labels());
  }

  @Test
  void decisionsAreThereAgainAfterARestart() throws IOException {
    Decisions first = decisions();
    first.decide(DOG, Verdict.KEPT);
    first.decide(CAT, Verdict.SKIPPED);
    first.decide(CAT, Verdict.UNKNOWN);
    Decisions again = decisions();
    assertThat(again.of(DOG)).isEqualTo(Verdict.KEPT);
    assertThat(again.of(CAT)).isEqualTo(Verdict.UNKNOWN);
    assertThat(again.count()).isEqualTo(2);
  }

  @Test
  void whatIsTakenBackIsAskedAgain() throws IOException {
    Decisions first = decisions();
    first.decide(DOG, Verdict.ACCEPTED);
    first.decide(DOG, null);
    assertThat(first.of(DOG)).isNull();
    assertThat(decisions().of(DOG)).isNull();
  }

  @Test
  void aLabelThatHasChangedSinceIsAskedAbout() throws IOException {
    Decisions first = decisions();
    first.decide(DOG, Verdict.KEPT);
    SuspectLabel changed = new SuspectLabel(0, "in/a.jpg", "in/a", 1, "dog", false, 0.9f, 0.9, 0.9);
    assertThat(first.of(changed)).isNull();
  }

  @Test
  void aLineThatAKillHasTornCostsOnlyItself() throws IOException {
    decisions().decide(DOG, Verdict.KEPT);
    Files.writeString(file(), "{\"image\":\"b\",\"cla", StandardOpenOption.APPEND);
    Decisions after = decisions();
    assertThat(after.of(DOG)).isEqualTo(Verdict.KEPT);
    after.decide(CAT, Verdict.KEPT);
    assertThat(Files.readAllLines(file())).hasSize(2).allMatch(line -> line.endsWith("}"));
    assertThat(decisions().count()).isEqualTo(2);
  }

  @Test
  void labelFoldersBesideEachOtherDoNotMix() throws IOException {
    decisions().decide(DOG, Verdict.KEPT);
    assertThat(Decisions.of(root.resolve("labels/test")).of(DOG)).isNull();
  }

  @Test
  void twoWindowsLoseNothingOfEachOther() throws IOException {
    Decisions one = decisions();
    Decisions other = decisions();
    one.decide(DOG, Verdict.KEPT);
    other.decide(CAT, Verdict.UNKNOWN);
    assertThat(decisions().count()).isEqualTo(2);
  }

  @Test
  void aDamagedLineIsNamed() throws IOException {
    Files.createDirectories(labels());
    Files.writeString(file(), "nonsense\n");
    assertThatThrownBy(this::decisions)
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining(Decisions.FILE_NAME + ", line 1 is not a decision");
  }
}

package org.tagwright.ui.labels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClassesAtHandTest {
  private static final List<String> NAMES =
      List.of("person", "dining table", "table tennis", "Écharpe", "dog", "hot dog", "stable");
  private static final int[] COUNTS = {5, 9, 1, 1, 7, 2, 3};

  private final ClassesAtHand few = new ClassesAtHand(NAMES, COUNTS);

  private static ClassesAtHand twenty() {
    return new ClassesAtHand(IntStream.range(0, 20).mapToObj(k -> "c" + k).toList(), new int[20]);
  }

  private static List<String> names(List<Integer> classes) {
    return classes.stream().map(NAMES::get).toList();
  }

  @Test
  void frequentClassesHaveTheFirstKeysBeforeAnyIsUsed() {
    assertThat(names(few.onKeys())).startsWith("dining table", "dog", "person");
    assertThat(few.onKey(2)).isEqualTo(4);
    assertThat(few.keyOf(4)).isEqualTo(2);
    assertThat(few.onKey(9)).as("seven classes, seven keys").isEqualTo(-1);
  }

  @Test
  void aClassKeepsItsKeyWhileOthersAreUsed() {
    ClassesAtHand many = twenty();
    many.used(3);
    many.used(15);
    assertThat(many.onKey(4)).isEqualTo(3);
    assertThat(many.onKey(9)).as("the last of those never used gives way").isEqualTo(15);
    many.used(16);
    assertThat(many.onKey(8)).isEqualTo(16);
    assertThat(many.keyOf(15)).isEqualTo(9);
  }

  @Test
  void theClassUnusedForLongestGivesItsKeyButNeverAPinnedOne() {
    ClassesAtHand many = twenty();
    IntStream.rangeClosed(0, 8).forEach(many::used);
    many.pin(0, true);
    many.used(12);
    assertThat(many.onKey(1)).isZero();
    assertThat(many.onKey(2)).as("1 was used longest ago").isEqualTo(12);
    List.copyOf(many.onKeys()).forEach(k -> many.pin(k, true));
    many.used(19);
    assertThat(many.keyOf(19)).isZero();
    many.pin(12, false);
    many.used(19);
    assertThat(many.onKey(2)).isEqualTo(19);
  }

  @Test
  void pinningGivesAClassAKey() {
    ClassesAtHand many = twenty();
    many.pin(17, true);
    assertThat(many.keyOf(17)).isEqualTo(9);
    assertThat(many.pinned(17)).isTrue();
  }

  @Test
  void aTypedTextFindsBeginningsOfWordsFirst() {
    assertThat(names(few.complete("ta"))).containsExactly("table tennis", "dining table", "stable");
    assertThat(names(few.complete("dog"))).containsExactly("dog", "hot dog");
    assertThat(names(few.complete("echar"))).as("accents need not be typed").hasSize(1);
    assertThat(few.complete("zebra")).isEmpty();
  }

  @Test
  void recentThenFrequentClassesComeFirst() {
    few.used(2);
    few.used(6);
    assertThat(names(few.complete("")))
        .startsWith("stable", "table tennis", "dining table", "dog", "person");
  }

  @Test
  void keysAndPinsAreRememberedByName() {
    ClassesAtHand many = twenty();
    many.used(15);
    many.pin(15, true);
    List<String> lines = many.toLines();
    assertThat(lines).endsWith("*c15");
    ClassesAtHand later = twenty();
    later.restore(lines);
    assertThat(later.onKeys()).isEqualTo(many.onKeys());
    assertThat(later.pinned(15)).isTrue();
    few.restore(List.of("*gone", "hot dog"));
    assertThat(names(few.onKeys())).startsWith("hot dog").hasSize(7);
  }
}

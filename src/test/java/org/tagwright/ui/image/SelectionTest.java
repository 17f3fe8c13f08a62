package org.tagwright.ui.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.junit.jupiter.api.Test;

class SelectionTest {
  private final ObservableList<Integer> shown =
      FXCollections.observableArrayList(40, 10, 30, 20, 50);
  private final Selection selection = new Selection(shown);

  @Test
  void aClickSelectsOneAndShiftAllUpToTheNext() {
    selection.click(1, false, false);
    assertThat(selection.images()).containsExactly(10);
    selection.click(3, false, true);
    assertThat(selection.images()).containsExactly(10, 20, 30);
    selection.click(0, false, true);
    assertThat(selection.images()).as("from the same place").containsExactly(10, 40);
    assertThat(selection.lead()).isEqualTo(40);
  }

  @Test
  void ctrlAddsAndTakesAway() {
    selection.click(0, false, false);
    selection.click(2, true, false);
    assertThat(selection.images()).containsExactly(30, 40);
    selection.click(0, true, false);
    assertThat(selection.images()).containsExactly(30);
    selection.click(2, true, false);
    selection.click(4, true, false);
    selection.click(3, true, true);
    assertThat(selection.images()).as("Ctrl+Shift extends").containsExactly(20, 50);
  }

  @Test
  void arrowKeysMoveWithinTheListAndShiftExtends() {
    selection.step(1, false);
    assertThat(selection.images()).as("the first key selects the first").containsExactly(40);
    selection.step(2, true);
    assertThat(selection.images()).containsExactly(10, 30, 40);
    selection.step(99, false);
    assertThat(selection.images()).containsExactly(50);
    assertThat(selection.leadPlace()).isEqualTo(4);
  }

  @Test
  void aRubberBandFollowsTheMouseAndKeepsWhatWasThereWithCtrl() {
    selection.click(4, false, false);
    selection.beginBand(true);
    selection.band(List.of(0, 1, 2));
    assertThat(selection.images()).containsExactly(10, 30, 40, 50);
    selection.band(List.of(0));
    assertThat(selection.images()).as("it may shrink again").containsExactly(40, 50);
    selection.beginBand(false);
    selection.band(List.of(1));
    assertThat(selection.images()).containsExactly(10);
  }

  @Test
  void whatAFilterHidesIsNoLongerSelected() {
    selection.all();
    assertThat(selection.size()).isEqualTo(5);
    shown.setAll(30, 20);
    selection.retainShown();
    assertThat(selection.images()).containsExactly(20, 30);
    assertThat(selection.contains(40)).isFalse();
  }

  @Test
  void eachChangeIsToldOnce() {
    int[] told = {0};
    selection.onChange(() -> told[0]++);
    selection.click(0, false, false);
    selection.retainShown();
    assertThat(told[0]).as("nothing changed the second time").isEqualTo(1);
  }
}

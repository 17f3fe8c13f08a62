package org.tagwright.ui.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.control.Label;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tagwright.ui.Toolkit;
import org.tagwright.ui.UiTest;
import org.tagwright.ui.common.widget.Segments;
import org.tagwright.ui.common.widget.Shown;

@UiTest
final class WidgetsTest {
  @BeforeAll
  static void toolkit() {
    Toolkit.begin();
  }

  @Test
  void aSecondPressOnASegmentLeavesItChosen() {
    Segments<Integer> segments = new Segments<>(List.of(1, 2, 3), String::valueOf);

    segments.button(2).fire();
    segments.button(2).fire();

    assertThat(segments.valueProperty().get()).isEqualTo(2);
    assertThat(segments.button(2).isSelected()).isTrue();
    assertThat(segments.button(1).isSelected()).isFalse();
  }

  @Test
  void aValueSetFromOutsidePressesItsSegment() {
    Segments<Integer> segments = new Segments<>(List.of(1, 2, 3), String::valueOf);

    segments.valueProperty().set(3);

    assertThat(segments.button(3).isSelected()).isTrue();
  }

  @Test
  void whatIsHiddenTakesNoRoom() {
    SimpleBooleanProperty condition = new SimpleBooleanProperty();

    Label label = Shown.when(new Label(), condition);

    assertThat(label.isManaged()).isFalse();
    condition.set(true);
    assertThat(label.isVisible() && label.isManaged()).isTrue();
  }
}

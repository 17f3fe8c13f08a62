package org.tagwright.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.BackgroundFill;
import javafx.scene.layout.CornerRadii;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.tagwright.ui.Toolkit;
import org.tagwright.ui.UiTest;

@UiTest
class PopupCornersTest {
  /** The background of a context menu, and of the popup that it is in. */
  private record Fills(List<BackgroundFill> menu, List<BackgroundFill> popup) {
    private boolean square() {
      return Stream.concat(menu.stream(), popup.stream())
          .allMatch(fill -> fill.getRadii().equals(CornerRadii.EMPTY));
    }
  }

  private static Fills fills(boolean transparent) {
    Toolkit.begin();
    return Toolkit.onFx(
        () -> {
          Button owner = new Button("Menu");
          Stage stage = new Stage();
          stage.setScene(new Scene(owner));
          Theme.DARK.dress(stage.getScene(), transparent);
          stage.show();
          ContextMenu menu = new ContextMenu(new MenuItem("Item"));
          menu.show(owner, 0, 0);
          Region popup = (Region) menu.getScene().getRoot();
          popup.applyCss();
          Fills fills =
              new Fills(painted(popup.lookupAll(".context-menu")), painted(Set.of(popup)));
          menu.hide();
          stage.close();
          return fills;
        });
  }

  private static List<BackgroundFill> painted(Set<Node> nodes) {
    return nodes.stream()
        .map(node -> ((Region) node).getBackground())
        .filter(Objects::nonNull)
        .flatMap(background -> background.getFills().stream())
        .toList();
  }

  @Test
  void whereNothingComposesTheScreenPopupsFillTheirWindow() {
    Fills opaque = fills(false);
    assertThat(opaque.menu()).isNotEmpty();
    assertThat(opaque.popup()).isNotEmpty();
    assertThat(opaque.square()).isTrue();
    Fills transparent = fills(true);
    assertThat(transparent.popup()).isEmpty();
    assertThat(transparent.square()).isFalse();
  }
}

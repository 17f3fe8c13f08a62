package org.tagwright.ui.review;

import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import org.tagwright.classmap.ClassMaps;
import org.tagwright.classmap.ScoredClassMap;
import org.tagwright.common.TagwrightException;
import org.tagwright.ui.common.LatestWork;
import org.tagwright.ui.common.Workbench;

/** Where the class in question was seen in the image that is shown, if that is asked for. */
final class SuspectMap {
  private record Wish(Path checkpoint, Path image, int classIndex) {}

  private record Answer(Wish wish, ScoredClassMap map, String problem) {}

  private final ClassMaps maps;
  private final LatestWork<Answer> work;
  private final BooleanProperty on = new SimpleBooleanProperty();
  private final ReadOnlyObjectWrapper<ScoredClassMap> map = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
  private Wish wished;

  SuspectMap(ClassMaps maps, Workbench workbench) {
    this.maps = maps;
    work = new LatestWork<>(workbench.quietly(), workbench.fx(), this::take);
    on.addListener(
        (o, was, is) -> {
          if (wished != null) {
            look(wished.checkpoint, wished.image, wished.classIndex);
          }
        });
  }

  /** Looks for a class in an image, if maps are on; {@code null}: in none. */
  void look(Path checkpoint, Path image, int classIndex) {
    Wish wish =
        checkpoint == null || image == null ? null : new Wish(checkpoint, image, classIndex);
    wished = wish;
    map.set(null);
    message.set(on.get() && wish != null ? "Looking where…" : "");
    if (on.get() && wish != null) {
      work.request(() -> answer(wish));
    }
  }

  private Answer answer(Wish wish) {
    try {
      return new Answer(wish, maps.of(wish.checkpoint, wish.image, wish.classIndex), "");
    } catch (TagwrightException e) {
      return new Answer(wish, null, e.getMessage());
    } catch (CancellationException e) {
      return new Answer(wish, null, "Cancelled.");
    }
  }

  private void take(Answer answer) {
    if (on.get() && Objects.equals(answer.wish, wished)) {
      map.set(answer.map);
      boolean nothing = answer.map != null && !answer.map.anything();
      message.set(nothing ? "Nothing in the image speaks for the class." : answer.problem);
    }
  }

  BooleanProperty onProperty() {
    return on;
  }

  ReadOnlyObjectProperty<ScoredClassMap> mapProperty() {
    return map.getReadOnlyProperty();
  }

  ReadOnlyStringProperty messageProperty() {
    return message.getReadOnlyProperty();
  }
}

package org.tagwright.ui.gallery;

import java.nio.file.Path;
import java.util.function.Supplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.tagwright.review.ScoredImages;
import org.tagwright.review.ShownImages;
import org.tagwright.ui.image.Selection;

/** The images that the filter lets through, in order; which are selected, and which is large. */
final class ShownList {
  private final Supplier<ScoredImages> images;
  private final ReadOnlyObjectWrapper<ShownImages> result =
      new ReadOnlyObjectWrapper<>(ShownImages.EMPTY);
  private final ObservableList<Integer> items = FXCollections.observableArrayList();
  private final Selection selection = new Selection(items);
  private final ObjectProperty<Integer> selected = new SimpleObjectProperty<>();
  private final BooleanProperty large = new SimpleBooleanProperty();
  private boolean chosenAnew;
  private Path awaited;

  /**
   * @param images the newest scores
   */
  ShownList(Supplier<ScoredImages> images) {
    this.images = images;
    selection.onChange(() -> selected.set(selection.lead() < 0 ? null : selection.lead()));
    selected.addListener((o, was, is) -> select(is == null ? -1 : is));
  }

  private void select(int image) {
    if (image != selection.lead()) {
      selection.only(image);
    }
  }

  /** Opens the large view of an image. */
  void open(int image) {
    selection.only(image);
    large.set(true);
  }

  /** Opens the large view of a file as soon as it is among the images. */
  void openLater(Path file) {
    awaited = file;
  }

  /** The images are others now. */
  void openAwaited() {
    int at = awaited == null ? -1 : images.get().files().indexOf(awaited);
    if (at >= 0) {
      awaited = null;
      open(at);
    }
  }

  /** Back to the thumbnails. */
  void close() {
    large.set(false);
    selection.retainShown();
  }

  /** Selects the image so many places further; stays inside. */
  void step(int places) {
    if (!items.isEmpty()) {
      int at = selectedPlace() - 1;
      int to = at < 0 ? 0 : at + places;
      selection.only(items.get(Math.max(0, Math.min(items.size() - 1, to))));
    }
  }

  /** The place of the selected image from 1; 0 where it is not among those shown. */
  int selectedPlace() {
    return selected.get() == null ? 0 : result.get().shown().positionOf(selected.get()) + 1;
  }

  /** A filter or an order is chosen, or there are other scores: the next result is taken whole. */
  void choose() {
    chosenAnew = true;
  }

  void clear() {
    close();
    selected.set(null);
    result.set(ShownImages.EMPTY);
    items.clear();
  }

  /**
   * Takes a result. Where only labels were edited since, the images stay in their places, also
   * those that the filter now keeps out: else the one being edited would vanish under one's hands.
   */
  void show(ShownImages fresh) {
    if (fresh.images() != images.get()) {
      return; // overtaken by a newer prediction
    }
    if (!chosenAnew) {
      result.set(new ShownImages(fresh.images(), result.get().shown(), fresh.counts()));
      return;
    }
    chosenAnew = false;
    result.set(fresh);
    if (!items.equals(fresh.shown())) {
      items.setAll(fresh.shown());
    }
    if (!large.get()) { // there the image stays, whatever happens to the others
      selection.retainShown();
    }
  }

  /** Indices of the images shown, in order. */
  ObservableList<Integer> items() {
    return items;
  }

  Selection selection() {
    return selection;
  }

  ReadOnlyObjectProperty<ShownImages> resultProperty() {
    return result.getReadOnlyProperty();
  }

  /** The image that was selected last, or {@code null}. */
  ObjectProperty<Integer> selectedProperty() {
    return selected;
  }

  BooleanProperty largeProperty() {
    return large;
  }
}

package org.tagwright.ui.data;

import java.util.List;
import java.util.function.IntConsumer;
import javafx.geometry.Insets;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import org.tagwright.data.DatasetIndex;
import org.tagwright.ui.common.Sheets;
import org.tagwright.ui.common.Workbench;
import org.tagwright.ui.data.sample.SampleGrid;
import org.tagwright.ui.image.ThumbnailCache;
import org.tagwright.ui.labels.LabelBar;
import org.tagwright.ui.labels.LabelEditing;
import org.tagwright.ui.labels.LabelKeys;
import org.tagwright.ui.labels.LabelTools;

/** The samples of a class, of which those selected get other labels by the bar below. */
final class SamplesPage extends BorderPane {
  private final DataLabels labels;
  private final SampleGrid grid;
  private final LabelBar largeBar;
  private FileDetailsSheet large;

  /**
   * @param open is asked to show the sample at a place in the list large
   * @param sheets where the history and the classes are shown
   */
  SamplesPage(
      DataLabels labels,
      ThumbnailCache thumbnails,
      IntConsumer open,
      Sheets sheets,
      Workbench workbench) {
    this.labels = labels;
    LabelEditing editing = labels.editing();
    grid = new SampleGrid(thumbnails, labels.shown(), labels.selection(), open);
    LabelTools tools = LabelTools.all(editing, sheets, workbench);
    LabelBar bar = new LabelBar(editing, () -> true, grid::requestFocus, tools);
    BorderPane.setMargin(bar, new Insets(10, 0, 0, 0));
    largeBar =
        new LabelBar(editing, () -> true, () -> large.requestFocus(), LabelTools.undo(editing));
    setCenter(grid);
    setBottom(bar);
    addEventHandler(KeyEvent.KEY_PRESSED, new LabelKeys(editing, bar::add, false)::handle);
    labels.indexProperty().addListener((o, was, is) -> follow(is));
  }

  private void follow(DatasetIndex edited) {
    if (edited != null) {
      grid.follow(edited);
    }
  }

  /**
   * @param samples those listed
   * @param chosen the class that stands out, or -1
   */
  void show(List<Integer> samples, int chosen) {
    grid.show(labels.indexProperty().get(), samples, chosen);
  }

  /** The large view of a listed sample, in which its labels are edited too. */
  void editIn(FileDetailsSheet sheet) {
    large = sheet;
    sheet.edit(
        largeBar, new LabelKeys(labels.editing(), largeBar::add, true)::handle, this::select);
  }

  private void select(int place) {
    labels.selection().only(labels.shown().get(place));
    grid.reveal(place);
  }
}

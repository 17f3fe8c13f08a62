package org.tagwright.ui.results;

import java.io.File;
import javafx.beans.binding.Bindings;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.stage.FileChooser;
import org.tagwright.results.TableData;
import org.tagwright.results.TableText;
import org.tagwright.ui.common.Choosers;
import org.tagwright.ui.common.ClipboardText;
import org.tagwright.ui.common.Workbench;
import org.tagwright.ui.common.widget.Menus;
import org.tagwright.ui.export.ExportModel;

/** Takes the table as shown elsewhere: to a file, a spreadsheet, a page of Markdown. */
final class ExportMenu {
  private final ResultsModel model;
  private final ExportModel export;
  private final Workbench workbench;

  ExportMenu(MenuButton button, ResultsModel model, ExportModel export, Workbench workbench) {
    this.model = model;
    this.export = export;
    this.workbench = workbench;
    button
        .getItems()
        .setAll(
            Menus.item("Save as CSV…", () -> saveCsv(button)),
            Menus.item("Copy for a spreadsheet (TSV)", () -> copy(TableText.tsv(shown()))),
            Menus.item("Copy as Markdown", this::copyMarkdown),
            new SeparatorMenuItem(),
            checkpoint("Checkpoint for other programs (ONNX)…"));
  }

  /** Exports the selected checkpoint. */
  MenuItem checkpoint(String text) {
    MenuItem item = Menus.item(text, () -> export.ask(model.selected().get(0).file()));
    item.disableProperty().bind(Bindings.size(model.selected()).isNotEqualTo(1));
    return item;
  }

  private TableData shown() {
    return model.pageProperty().get().data();
  }

  private void saveCsv(MenuButton button) {
    FileChooser chooser = Choosers.file("Save the table as CSV", model.rootProperty().get());
    chooser.setInitialFileName("results.csv");
    File file = Choosers.save(chooser, button.getScene().getWindow());
    if (file != null) {
      TableData table = shown();
      workbench
          .background()
          .quietly(
              "Saving " + file,
              job -> {
                TableText.writeCsv(file.toPath(), table);
                return file;
              })
          .onDone(saved -> workbench.problems().note("Saved to " + saved));
    }
  }

  void copyMarkdown() {
    copy(TableText.markdown(shown()));
  }

  private void copy(String text) {
    ClipboardText.copy(text);
    workbench.problems().note(text.lines().count() + " lines copied");
  }
}

package org.tagwright.ui.guide;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.tagwright.common.TagwrightException;
import org.tagwright.ui.common.GuidePage;
import org.tagwright.ui.common.ViewRequest.ReadGuide;
import org.tagwright.ui.common.Workbench;

/** Which page of the guide is read, and which were read before it. FX thread. */
public final class GuideModel {
  /** A page as read from its file. */
  public record Page(Path file, Node document) {}

  private final Workbench workbench;
  private final ReadOnlyObjectWrapper<Page> page = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyBooleanWrapper hasBefore = new ReadOnlyBooleanWrapper();
  private final Deque<Path> before = new ArrayDeque<>();

  public GuideModel(Workbench workbench) {
    this.workbench = workbench;
    workbench.navigator().handle(ReadGuide.class, request -> open(request.page()));
  }

  /** Opens the table of contents where no page is open. */
  public void begin() {
    if (page.get() == null) {
      open(GuidePage.CONTENTS);
    }
  }

  public void open(GuidePage wanted) {
    wanted
        .file()
        .ifPresentOrElse(
            this::open,
            () ->
                workbench
                    .problems()
                    .caution(
                        "The guide was not installed with this program. It is in docs/guide of its"
                            + " source."));
  }

  /** Follows a link of the page that is open. */
  public void follow(String link) {
    String place = link.replaceFirst("#.*", "");
    if (!place.isEmpty()) {
      Path target = page.get().file().resolveSibling(place).normalize();
      if (place.endsWith(".md")) {
        open(target);
      } else {
        workbench.open().accept(target);
      }
    }
  }

  /** Opens the page before again. */
  public void back() {
    if (!before.isEmpty()) {
      read(before.pop());
    }
  }

  private void open(Path file) {
    Page now = page.get();
    if (now != null && !now.file().equals(file)) {
      before.push(now.file());
    }
    read(file);
  }

  private void read(Path file) {
    hasBefore.set(!before.isEmpty());
    workbench
        .background()
        .quietly("Reading the guide", job -> new Page(file, parse(file)))
        .onDone(page::set);
  }

  static Node parse(Path file) {
    Parser parser = Parser.builder().extensions(List.of(TablesExtension.create())).build();
    try {
      return parser.parse(Files.readString(file));
    } catch (IOException e) {
      throw TagwrightException.cannotRead(file, e);
    }
  }

  /** The page that is open, or {@code null}. */
  public ReadOnlyObjectProperty<Page> pageProperty() {
    return page.getReadOnlyProperty();
  }

  /** Whether there is a page to go back to. */
  public ReadOnlyBooleanProperty hasBeforeProperty() {
    return hasBefore.getReadOnlyProperty();
  }
}

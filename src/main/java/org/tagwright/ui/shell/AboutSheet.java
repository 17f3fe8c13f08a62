package org.tagwright.ui.shell;

import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.tagwright.common.Release;
import org.tagwright.ui.common.ClipboardText;
import org.tagwright.ui.common.widget.Buttons;
import org.tagwright.ui.common.widget.Row;
import org.tagwright.ui.common.widget.Segments;
import org.tagwright.ui.common.widget.Spacer;
import org.tagwright.ui.common.widget.Texts;

/** Which Tagwright this is, what has changed in it, and whose software it contains. */
final class AboutSheet extends VBox {
  private enum Page {
    CHANGES("Changes"),
    THIRD_PARTY("Third-party software");

    private final String title;

    Page(String title) {
      this.title = title;
    }
  }

  private final ScrollPane scroll = new ScrollPane();
  private final Button done;

  AboutSheet(Runnable close) {
    getStyleClass().addAll("sheet", "about");
    setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
    FontIcon logo = new FontIcon("mdi2t-tag-multiple");
    logo.getStyleClass().add("about-logo");
    String java = "Java " + System.getProperty("java.version");
    String system = System.getProperty("os.name") + " " + System.getProperty("os.arch");
    String version = Release.version();
    VBox names =
        new VBox(
            2,
            Texts.of("Tagwright " + version, "sheet-title"),
            Texts.of(java + ", " + system + ". Apache License 2.0.", "muted"));
    Segments<Page> pages = new Segments<>(List.of(Page.values()), page -> page.title);
    pages.valueProperty().addListener((o, was, is) -> show(is));
    scroll.setFitToWidth(true);
    show(Page.CHANGES);
    done = Buttons.of("Close", close);
    done.setDefaultButton(true);
    Button copy =
        Buttons.of(
            "Copy version",
            "mdi2c-content-copy",
            () -> ClipboardText.copy("Tagwright " + version + ", " + java + ", " + system));
    getChildren()
        .addAll(
            new Row(14, logo, names),
            new Row(0, pages),
            scroll,
            new Row(8, copy, new Spacer(), done));
  }

  @Override
  public void requestFocus() {
    done.requestFocus();
  }

  private void show(Page page) {
    scroll.setContent(page == Page.CHANGES ? changes() : Texts.wrapping(Release.notices()));
    scroll.setVvalue(0);
  }

  private static Node changes() {
    VBox lines = new VBox(6);
    for (ChangelogLine line : ChangelogLine.of(Release.changelog())) {
      String style = "about-" + line.kind().name().toLowerCase(Locale.ROOT);
      boolean item = line.kind() == ChangelogLine.Kind.ITEM;
      lines.getChildren().add(Texts.wrapping((item ? "•  " : "") + line.text(), style));
    }
    return lines;
  }
}

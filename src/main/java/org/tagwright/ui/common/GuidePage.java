package org.tagwright.ui.common;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import org.tagwright.ui.common.ViewRequest.ReadGuide;
import org.tagwright.ui.common.widget.Row;
import org.tagwright.ui.common.widget.Texts;

/** The pages of {@code docs/guide} that the window refers to. */
public enum GuidePage {
  CONTENTS("README.md", "Guide"),
  START("start.md", "Start"),
  YOUR_DATA("your-data.md", "Your own data"),
  CHARTS("charts.md", "Reading the charts"),
  COMPARING("comparing.md", "Comparing and choosing"),
  LABELS("labels.md", "Finding and fixing labels"),
  EXPORT("export.md", "Out of the workbench");

  private final Path file;
  private final String title;

  GuidePage(String name, String title) {
    this.file = Path.of("docs", "guide", name);
    this.title = title;
  }

  /** Links to pages. */
  static Node links(Workbench workbench, GuidePage... pages) {
    Row row = new Row(8, Texts.whole("Guide:", "muted"));
    row.setAlignment(Pos.CENTER);
    for (GuidePage page : pages) {
      Hyperlink link = new Hyperlink(page.title);
      link.setOnAction(e -> workbench.navigator().go(new ReadGuide(page)));
      row.getChildren().add(link);
    }
    return row;
  }

  /** The page, or nothing where it was not installed with the program. */
  public Optional<Path> file() {
    return below(program());
  }

  /**
   * The page in the nearest folder above the program's classes that has it: that of the jars in a
   * packaged program, else that of the source.
   */
  Optional<Path> below(Path program) {
    for (Path folder = program; folder != null; folder = folder.getParent()) {
      if (Files.isRegularFile(folder.resolve(file))) {
        return Optional.of(folder.resolve(file));
      }
    }
    return Optional.empty();
  }

  /** The jar of the program, or the folder of its classes. */
  private static Path program() {
    CodeSource source = GuidePage.class.getProtectionDomain().getCodeSource();
    try {
      return Path.of(source.getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("No path: " + source.getLocation(), e);
    }
  }
}

package org.tagwright.ui.guide;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import javafx.beans.binding.Bindings;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableHead;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.Emphasis;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.tagwright.ui.common.ClipboardText;
import org.tagwright.ui.common.widget.Buttons;
import org.tagwright.ui.common.widget.Spacer;
import org.tagwright.ui.common.widget.Texts;

/** Markdown as nodes of the window: of Markdown, what our pages use. */
final class MarkdownNodes extends AbstractVisitor {
  private static final double WIDEST_IMAGE = 720;
  private static final double LONGEST_CELL = 60;
  private static final double SHORTEST_CELL = 8;

  private final Path folder;
  private final Consumer<String> follow;
  private VBox blocks = new VBox();

  /**
   * @param folder against which images are resolved
   * @param follow gets the destination of a link that was clicked
   */
  MarkdownNodes(Path folder, Consumer<String> follow) {
    this.folder = folder;
    this.follow = follow;
  }

  VBox of(Node document) {
    VBox page = inside(document);
    page.getStyleClass().add("guide-page");
    return page;
  }

  /** The blocks below a node. */
  private VBox inside(Node node) {
    VBox outer = blocks;
    VBox box = new VBox();
    box.getStyleClass().add("guide-blocks");
    blocks = box;
    visitChildren(node);
    blocks = outer;
    return box;
  }

  private void add(javafx.scene.Node block) {
    blocks.getChildren().add(block);
  }

  @Override
  public void visit(Heading heading) {
    add(line(heading, "guide-heading-" + heading.getLevel()));
  }

  @Override
  public void visit(Paragraph paragraph) {
    boolean onlyImage =
        paragraph.getFirstChild() instanceof Image && paragraph.getFirstChild().getNext() == null;
    add(onlyImage ? image((Image) paragraph.getFirstChild()) : line(paragraph, "guide-text"));
  }

  @Override
  public void visit(BulletList list) {
    list(list, number -> "•");
  }

  @Override
  public void visit(OrderedList list) {
    list(list, number -> number + ".");
  }

  private void list(Node list, IntFunction<String> marker) {
    int number = 1;
    for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
      Label mark = Texts.whole(marker.apply(number++), "guide-marker");
      VBox content = inside(item);
      HBox.setHgrow(content, Priority.ALWAYS);
      add(new HBox(mark, content));
    }
  }

  @Override
  public void visit(FencedCodeBlock block) {
    code(block.getLiteral().stripTrailing());
  }

  @Override
  public void visit(IndentedCodeBlock block) {
    code(block.getLiteral().stripTrailing());
  }

  private void code(String text) {
    HBox box =
        new HBox(
            Texts.wrapping(text, "mono"),
            new Spacer(),
            Buttons.tool("mdi2c-content-copy", "Copy", () -> ClipboardText.copy(text)));
    box.getStyleClass().add("guide-code");
    add(box);
  }

  @Override
  public void visit(CustomBlock block) {
    if (block instanceof TableBlock) {
      add(table(block));
    } else {
      visitChildren(block);
    }
  }

  private GridPane table(Node block) {
    GridPane grid = new GridPane();
    grid.getStyleClass().add("guide-table");
    List<Double> widths = new ArrayList<>();
    int row = 0;
    for (Node part = block.getFirstChild(); part != null; part = part.getNext()) {
      String style = part instanceof TableHead ? "guide-strong" : "guide-text";
      for (Node line = part.getFirstChild(); line instanceof TableRow; line = line.getNext()) {
        int column = 0;
        for (Node c = line.getFirstChild(); c instanceof TableCell; c = c.getNext()) {
          if (column == widths.size()) {
            widths.add(SHORTEST_CELL);
          }
          widths.set(column, Math.max(widths.get(column), plain(c).length()));
          grid.add(line(c, style), column++, row);
        }
        row++;
      }
    }
    widths.replaceAll(width -> Math.min(width, LONGEST_CELL));
    double all = widths.stream().mapToDouble(width -> width).sum();
    for (double width : widths) {
      ColumnConstraints column = new ColumnConstraints();
      column.setPercentWidth(100 * width / all);
      grid.getColumnConstraints().add(column);
    }
    return grid;
  }

  private StackPane image(Image image) {
    String file = folder.resolve(image.getDestination()).toUri().toString();
    ImageView view = new ImageView(new javafx.scene.image.Image(file, true));
    view.setPreserveRatio(true);
    view.setSmooth(true);
    view.setAccessibleText(plain(image));
    view.fitWidthProperty().bind(Bindings.min(blocks.widthProperty(), WIDEST_IMAGE).subtract(2));
    StackPane framed = new StackPane(view); // else it runs into the page, which looks the same
    framed.getStyleClass().add("guide-image");
    framed.setMaxWidth(Region.USE_PREF_SIZE);
    return framed;
  }

  private TextFlow line(Node node, String style) {
    TextFlow flow = new TextFlow();
    fill(flow, node, style);
    return flow;
  }

  private void fill(TextFlow flow, Node parent, String style) {
    for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
      if (node instanceof org.commonmark.node.Text text) {
        flow.getChildren().add(text(text.getLiteral(), style));
      } else if (node instanceof SoftLineBreak) {
        flow.getChildren().add(text(" ", style));
      } else if (node instanceof Code code) {
        flow.getChildren().add(text(code.getLiteral(), "guide-inline-code"));
      } else if (node instanceof Link link) {
        Hyperlink shown = new Hyperlink(plain(link));
        shown.setOnAction(e -> follow.accept(link.getDestination()));
        flow.getChildren().add(shown);
      } else {
        fill(flow, node, styleOf(node, style));
      }
    }
  }

  private static String styleOf(Node node, String outer) {
    return node instanceof StrongEmphasis
        ? "guide-strong"
        : node instanceof Emphasis ? "guide-emphasis" : outer;
  }

  private static Text text(String content, String style) {
    Text text = new Text(content);
    text.getStyleClass().add(style);
    return text;
  }

  /** The text of a node without its marks. */
  private static String plain(Node parent) {
    StringBuilder plain = new StringBuilder();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
      if (node instanceof org.commonmark.node.Text text) {
        plain.append(text.getLiteral());
      } else if (node instanceof Code code) {
        plain.append(code.getLiteral());
      } else if (node instanceof SoftLineBreak) {
        plain.append(' ');
      } else {
        plain.append(plain(node));
      }
    }
    return plain.toString();
  }
}

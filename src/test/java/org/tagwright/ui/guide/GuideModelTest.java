package org.tagwright.ui.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.Node;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.ui.common.GuidePage;
import org.tagwright.ui.common.Settings;
import org.tagwright.ui.common.ViewId;
import org.tagwright.ui.common.ViewRequest.ReadGuide;
import org.tagwright.ui.common.Workbench;

class GuideModelTest {
  /** What {@link MarkdownNodes} shows. */
  private static final List<String> SHOWN =
      List.of(
          "BulletList",
          "Code",
          "Document",
          "Emphasis",
          "FencedCodeBlock",
          "Heading",
          "Image",
          "IndentedCodeBlock",
          "Link",
          "ListItem",
          "OrderedList",
          "Paragraph",
          "SoftLineBreak",
          "StrongEmphasis",
          "TableBlock",
          "TableBody",
          "TableCell",
          "TableHead",
          "TableRow",
          "Text");

  @TempDir Path settings;

  @Test
  void everyKindOfMarkdownInOurPagesIsShown() throws IOException {
    for (String folder : List.of("docs", "docs/guide")) {
      try (Stream<Path> files = Files.list(Path.of(folder))) {
        for (Path page : files.filter(file -> file.toString().endsWith(".md")).toList()) {
          Set<String> kinds = new TreeSet<>();
          collect(GuideModel.parse(page), kinds);
          assertThat(SHOWN).as(page.toString()).containsAll(kinds);
        }
      }
    }
  }

  private static void collect(Node node, Set<String> kinds) {
    if (node instanceof HtmlBlock html) {
      assertThat(html.getLiteral()).as("only comments may be left out").startsWith("<!--");
      return;
    }
    kinds.add(node.getClass().getSimpleName());
    for (Node below = node.getFirstChild(); below != null; below = below.getNext()) {
      collect(below, kinds);
    }
  }

  @Test
  void aLinkLeadsToThePageAndBackToTheOneBefore() {
    try (Workbench workbench = Workbench.of(Settings.open(settings), Runnable::run)) {
      GuideModel model = new GuideModel(workbench);
      workbench.navigator().go(new ReadGuide(GuidePage.START));
      await(model, "start.md");
      assertThat(workbench.navigator().current()).isEqualTo(ViewId.GUIDE);
      model.follow("your-data.md#3-look-at-it");
      await(model, "your-data.md");
      model.follow("../labels.md");
      await(model, "labels.md");
      model.back();
      await(model, "your-data.md");
      model.back();
      await(model, "start.md");
      assertThat(model.hasBeforeProperty().get()).isFalse();
    }
  }

  private static void await(GuideModel model, String page) {
    Awaitility.await(page)
        .until(
            () ->
                model.pageProperty().get() != null
                    && model.pageProperty().get().file().endsWith(page));
  }
}

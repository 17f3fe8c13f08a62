package org.tagwright.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.review.ScoredImages.Truth;

class GalleryExportTest {
  @TempDir Path folder;

  private final ScoredImages images =
      ScoredImages.of(
          List.of("cat", "hot, dog"),
          List.of(Path.of("b.jpg"), Path.of("a.jpg")),
          new float[] {0.9f, 0.6f, 0.1f, 0.25f},
          Arrays.asList(new Truth(List.of(0)), null));
  private final Thresholds half = Thresholds.of(0.5, 2);

  @Test
  void predictionsAreSortedByFileNameWithoutExtension() throws IOException {
    Path file = folder.resolve("p.json");
    GalleryExport.predictions(file, images, GalleryExport.all(images), half);
    assertThat(Files.readString(file)).isEqualTo("{\n    \"a\": [],\n    \"b\": [0, 1]\n}\n");
  }

  @Test
  void imagesThatOnlyTheirExtensionTellsApartKeepIt() throws IOException {
    ScoredImages alike =
        ScoredImages.of(
            List.of("cat"),
            List.of(Path.of("IMG.JPG"), Path.of("IMG.PNG"), Path.of("x/a.jpg"), Path.of("y/a.jpg")),
            new float[] {0.9f, 0.1f, 0.9f, 0.1f},
            Arrays.asList(null, null, null, null));
    Path file = folder.resolve("p.json");
    GalleryExport.predictions(file, alike, GalleryExport.all(alike), Thresholds.of(0.5, 1));
    assertThat(Files.readString(file).lines())
        .containsExactly(
            "{",
            "    \"IMG.JPG\": [0],",
            "    \"IMG.PNG\": [],",
            "    \"x/a\": [0],",
            "    \"y/a\": []",
            "}");
    Path table = folder.resolve("s.csv");
    GalleryExport.scoresCsv(table, alike, List.of(2, 3));
    assertThat(Files.readString(table)).isEqualTo("file,cat\nx/a.jpg,0.900000\ny/a.jpg,0.100000\n");
  }

  @Test
  void scoresHaveAColumnAClass() throws IOException {
    Path file = folder.resolve("s.csv");
    GalleryExport.scoresCsv(file, images, List.of(1));
    assertThat(Files.readString(file))
        .isEqualTo("file,cat,\"hot, dog\"\na.jpg,0.100000,0.250000\n");
  }

  @Test
  void listSaysWhatIsWrong() throws IOException {
    Path file = folder.resolve("l.csv");
    GalleryExport.listCsv(file, images, List.of(0), half);
    assertThat(Files.readString(file))
        .isEqualTo("file,predicted,wrong,missed\nb.jpg,\"cat; hot, dog\",\"hot, dog\",\n");
  }
}

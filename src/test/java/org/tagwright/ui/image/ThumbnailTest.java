package org.tagwright.ui.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tagwright.config.ExperimentConfig.ExifOrientation.APPLY;
import static org.tagwright.config.ExperimentConfig.ExifOrientation.IGNORE;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javafx.scene.image.Image;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tagwright.data.DataFiles;
import org.tagwright.ui.Toolkit;
import org.tagwright.ui.UiTest;

@UiTest
class ThumbnailTest {
  private static final int RED = 0xFFCC2020;
  private static final int BLUE = 0xFF2020CC;

  @TempDir Path folder;

  @BeforeAll
  static void begin() {
    Toolkit.begin();
  }

  @ParameterizedTest
  @CsvSource({"640,480", "480,640", "1000,60", "60,1000", "20,15", "221,178", "222,178"})
  void fillsItsFrameToThePixelWhateverTheShapeOfThePicture(int width, int height)
      throws IOException {
    Image made =
        Thumbnail.of(picture("a.png", width, height), Thumbnail.Frame.filled(221, 178, 6), IGNORE);

    assertThat(made.isError()).isFalse();
    assertThat(made.getWidth()).isEqualTo(221);
    assertThat(made.getHeight()).isEqualTo(178);
  }

  @Test
  void showsTheMiddleOfThePicture() throws IOException {
    Image made =
        Thumbnail.of(picture("a.png", 300, 100), Thumbnail.Frame.filled(100, 100, 6), IGNORE);

    // The left half is red, the right one blue: as much of each is seen.
    assertThat(made.getPixelReader().getArgb(48, 50)).isEqualTo(RED);
    assertThat(made.getPixelReader().getArgb(52, 50)).isEqualTo(BLUE);
  }

  @Test
  void hasFourRoundCorners() throws IOException {
    Image made =
        Thumbnail.of(picture("a.png", 100, 80), Thumbnail.Frame.filled(100, 80, 6), IGNORE);

    for (int x : new int[] {0, 99}) {
      for (int y : new int[] {0, 79}) {
        assertThat(alpha(made, x, y)).isZero();
      }
    }
    assertThat(alpha(made, 2, 1)).isBetween(1, 254);
    assertThat(alpha(made, 1, 2)).isEqualTo(alpha(made, 2, 1));
    assertThat(alpha(made, 98, 77)).isEqualTo(alpha(made, 2, 1));
    assertThat(alpha(made, 6, 0)).isEqualTo(255);
    assertThat(alpha(made, 0, 6)).isEqualTo(255);
    assertThat(alpha(made, 3, 3)).isEqualTo(255);
  }

  @Test
  void aWholePictureKeepsItsShape() throws IOException {
    Image made = Thumbnail.of(picture("a.png", 400, 100), Thumbnail.Frame.whole(200, 150), IGNORE);

    assertThat(made.getWidth()).isEqualTo(200);
    assertThat(made.getHeight()).isEqualTo(50);
    assertThat(alpha(made, 0, 0)).isEqualTo(255);
  }

  @Test
  void isTurnedAsTheNetworkSeesIt() throws IOException {
    BufferedImage halves = ImageIO.read(picture("a.png", 400, 100).toFile());
    byte[] photo = DataFiles.encoded(halves, "jpg");
    Path turned = Files.write(folder.resolve("b.jpg"), DataFiles.upsideDown(photo));
    Thumbnail.Frame frame = Thumbnail.Frame.whole(200, 150);

    assertThat(isRed(Thumbnail.of(turned, frame, IGNORE), 20)).isTrue();
    assertThat(isRed(Thumbnail.of(turned, frame, APPLY), 20)).isFalse();
    assertThat(isRed(Thumbnail.of(turned, frame, APPLY), 180)).isTrue();
  }

  private static boolean isRed(Image image, int x) {
    int pixel = image.getPixelReader().getArgb(x, 20);
    return (pixel >> 16 & 255) > (pixel & 255);
  }

  @Test
  void whatIsNoPictureIsAnErrorInTheCacheToo() throws Exception {
    Path text = Files.writeString(folder.resolve("text.jpg"), "no picture");
    try (Cached cached = new Cached(1_000_000)) {
      assertThat(cached.get(text).isError()).isTrue();
      assertThat(cached.get(folder.resolve("missing.jpg")).isError()).isTrue();
    }
  }

  @Test
  void aKeptThumbnailIsHandedOverAtOnce() throws Exception {
    Path file = picture("a.png", 100, 100);
    try (Cached cached = new Cached(1_000_000)) {
      Image first = cached.get(file);
      List<Image> again = new ArrayList<>();
      cached.cache.request(file, Cached.FRAME, again::add);

      assertThat(again).containsExactly(first);
    }
  }

  @Test
  void theLongestUnusedGoesWhereThePixelsAreTooMany() throws Exception {
    Path a = picture("a.png", 100, 100);
    Path b = picture("b.png", 100, 100);
    Path c = picture("c.png", 100, 100);
    try (Cached cached = new Cached(2 * 101 * 100)) {
      cached.get(a);
      cached.get(b);
      cached.get(a);
      cached.get(c);

      assertThat(cached.keeps(a)).isTrue();
      assertThat(cached.keeps(c)).isTrue();
      assertThat(cached.keeps(b)).isFalse();
    }
  }

  @Test
  void whoWithdrewGetsNothing() throws Exception {
    Path file = picture("a.png", 100, 100);
    try (Cached cached = new Cached(1_000_000)) {
      List<Image> withdrawn = new ArrayList<>();
      List<Image> waiting = new ArrayList<>();
      Runnable withdraw = cached.cache.request(file, Cached.FRAME, withdrawn::add);
      cached.cache.request(file, Cached.FRAME, waiting::add);
      withdraw.run();
      cached.next();

      assertThat(withdrawn).isEmpty();
      assertThat(waiting).hasSize(1);
    }
  }

  /** A cache whose window's thread is the test's. */
  private static final class Cached implements AutoCloseable {
    static final Thumbnail.Frame FRAME = Thumbnail.Frame.filled(100, 100, 6);
    private final BlockingQueue<Runnable> fx = new LinkedBlockingQueue<>();
    private final ThumbnailCache cache;

    Cached(long mostPixels) {
      cache = new ThumbnailCache(mostPixels, fx::add, () -> IGNORE);
    }

    /** Does the next work of the window's thread. */
    void next() throws InterruptedException {
      Runnable work = fx.poll(10, TimeUnit.SECONDS);
      assertThat(work).as("a thumbnail within ten seconds").isNotNull();
      work.run();
    }

    Image get(Path file) throws InterruptedException {
      Queue<Image> got = new LinkedBlockingQueue<>();
      cache.request(file, FRAME, got::add);
      if (got.isEmpty()) {
        next();
      }
      return got.remove();
    }

    boolean keeps(Path file) {
      List<Image> got = new ArrayList<>();
      cache.request(file, FRAME, got::add).run();
      return !got.isEmpty();
    }

    @Override
    public void close() {
      cache.close();
    }
  }

  private static int alpha(Image image, int x, int y) {
    return image.getPixelReader().getArgb(x, y) >>> 24;
  }

  private Path picture(String name, int width, int height) throws IOException {
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        picture.setRGB(x, y, x < width / 2 ? RED : BLUE);
      }
    }
    Path file = folder.resolve(name);
    ImageIO.write(picture, "png", file.toFile());
    return file;
  }
}

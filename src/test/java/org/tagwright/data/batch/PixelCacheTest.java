package org.tagwright.data.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.common.Progress;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.ConfigJson;
import org.tagwright.config.DataSettings;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.config.ExperimentConfig.ExifOrientation;
import org.tagwright.config.ExperimentConfig.ResizeMode;
import org.tagwright.config.backbone.Interpolation;
import org.tagwright.data.DataFiles;
import org.tagwright.data.DatasetCheck;
import org.tagwright.data.DatasetIndex;
import org.tagwright.image.ImageDecoder;
import org.tagwright.image.NetworkInput;

class PixelCacheTest {
  private static final int SIDE = 16;
  private static final int IMAGE_BYTES = SIDE * SIDE * 3;

  @TempDir Path root;
  private DatasetIndex index;

  @BeforeEach
  void makeData() {
    DataFiles data = new DataFiles(root);
    for (int i = 0; i < 10; i++) {
      data.sample("image" + i, "1\n");
    }
    index = DatasetCheck.run(config("auto"), Progress.NONE).index();
  }

  private ExperimentConfig.Data config(String pixelCache) {
    ExperimentConfig config = ExperimentConfig.defaults();
    config = ConfigJson.with(config, "data.root", root.toString());
    config = ConfigJson.with(config, "data.imageSize", "" + SIDE);
    return ConfigJson.with(config, "data.pixelCache", pixelCache).data();
  }

  private Path cacheFile(String extension) {
    return root.resolve("images/.tagwright-pixels/train-resized-16-squash." + extension);
  }

  private List<byte[]> readAll(String pixelCache) {
    return readAll(config(pixelCache));
  }

  private List<byte[]> readAll(ExperimentConfig.Data config) {
    List<byte[]> images = new ArrayList<>();
    try (BatchPipeline pipeline = BatchPipeline.of(index, config);
        BatchPipeline.Epoch epoch = pipeline.inOrder(index.all(), 3)) {
      while (epoch.hasNext()) {
        try (Batch batch = epoch.next()) {
          for (int i = 0; i < batch.size(); i++) {
            byte[] pixels = new byte[IMAGE_BYTES];
            batch.pixels().get(i * IMAGE_BYTES, pixels);
            images.add(pixels);
          }
        }
      }
    }
    return images;
  }

  /** Overwrites an image but keeps its size and time, as no honest program does. */
  private void swapSecretly(int image) throws IOException {
    Path file = index.image(image);
    FileTime time = Files.getLastModifiedTime(file);
    Files.write(file, new byte[(int) Files.size(file)]);
    Files.setLastModifiedTime(file, time);
  }

  @Test
  void laterEpochsAndRunsDecodeNothing() throws Exception {
    List<byte[]> first = readAll("auto");
    assertThat(cacheFile("pixels")).hasSize(10L * IMAGE_BYTES);
    for (int i = 0; i < 10; i++) {
      swapSecretly(i); // what cannot be decoded must have come from the cache
    }
    assertThat(readAll("auto")).usingRecursiveComparison().isEqualTo(first);
    assertThatThrownBy(() -> readAll("off")).isInstanceOf(TagwrightException.class);
  }

  @Test
  void imagesAsStoredAndTurnedUprightAreKeptApart() throws Exception {
    Files.write(index.image(4), DataFiles.upsideDown(DataFiles.jpeg(33, 44, 99)));
    List<byte[]> stored = readAll(config("auto"));
    ExperimentConfig.Data applied =
        config("auto").with(DataSettings.ORIENTATION, ExifOrientation.APPLY);
    List<byte[]> upright = readAll(applied);
    assertThat(upright.get(4))
        .isEqualTo(new ImageDecoder(NetworkInput.of(applied)).decode(index.image(4)))
        .isNotEqualTo(stored.get(4));
    assertThat(upright.get(5)).isEqualTo(stored.get(5));
    assertThat(readAll(config("auto"))).usingRecursiveComparison().isEqualTo(stored);
  }

  @Test
  void imagesThatAreResizedOtherwiseAreKeptApart() throws Exception {
    List<byte[]> squashed = readAll(config("auto"));
    ExperimentConfig.Data cropped = config("auto").with(DataSettings.RESIZE, ResizeMode.CROP);
    for (ExperimentConfig.Data other :
        List.of(
            config("auto").with(DataSettings.INTERPOLATION, Interpolation.BICUBIC),
            cropped,
            cropped.with(DataSettings.RESIZE_SIZE, SIDE + 8))) {
      assertThat(readAll(other).get(5))
          .isEqualTo(new ImageDecoder(NetworkInput.of(other)).decode(index.image(5)))
          .isNotEqualTo(squashed.get(5));
    }
    assertThat(readAll(config("auto"))).usingRecursiveComparison().isEqualTo(squashed);
  }

  @Test
  void aChangedImageIsDecodedAgain() throws Exception {
    List<byte[]> first = readAll("auto");
    Files.write(index.image(4), DataFiles.jpeg(33, 44, 99));
    List<byte[]> second = readAll("auto");
    assertThat(second.get(4))
        .isEqualTo(
            new ImageDecoder(new NetworkInput(SIDE, ResizeMode.SQUASH)).decode(index.image(4)))
        .isNotEqualTo(first.get(4));
    assertThat(second.get(5)).isEqualTo(first.get(5));
    assertThat(cacheFile("pixels")).as("its place is used again").hasSize(10L * IMAGE_BYTES);
    assertThat(readAll("auto")).usingRecursiveComparison().isEqualTo(second);
  }

  @Test
  void theLimitIsKeptAndTheRestIsDecoded() {
    List<byte[]> first = readAll("off");
    assertThat(cacheFile("pixels")).doesNotExist();
    assertThat(readAll("3 KB")).usingRecursiveComparison().isEqualTo(first);
    assertThat(cacheFile("pixels")).hasSize(3L * IMAGE_BYTES);
    assertThat(readAll("3 KB")).usingRecursiveComparison().isEqualTo(first);
    readAll("auto");
    assertThat(cacheFile("pixels")).hasSize(10L * IMAGE_BYTES);
    readAll("3 KB");
    assertThat(cacheFile("pixels")).as("after lowering the limit").hasSize(3L * IMAGE_BYTES);
  }

  @Test
  void damageIsNoticedAndMended() throws Exception {
    List<byte[]> first = readAll("auto");
    flip(cacheFile("pixels"), 2 * IMAGE_BYTES + 5);
    assertThat(readAll("auto")).usingRecursiveComparison().isEqualTo(first);
    flip(cacheFile("index"), 12 + 36 * 3 + 4);
    assertThat(readAll("auto")).usingRecursiveComparison().isEqualTo(first);
    Files.write(cacheFile("index"), new byte[] {1, 2, 3});
    assertThat(readAll("auto")).usingRecursiveComparison().isEqualTo(first);
    try (FileChannel pixels = FileChannel.open(cacheFile("pixels"), StandardOpenOption.WRITE)) {
      pixels.truncate(100);
    }
    assertThat(readAll("auto")).usingRecursiveComparison().isEqualTo(first);
    swapSecretly(7);
    assertThat(readAll("auto")).usingRecursiveComparison().isEqualTo(first);
  }

  private static void flip(Path file, int at) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[at] ^= 0x40;
    Files.write(file, bytes);
  }

  @Test
  void twoPipelinesAtOnceShareWhatOneWrites() {
    List<byte[]> expected = readAll("off");
    try (BatchPipeline other = BatchPipeline.of(index, config("auto"))) {
      assertThat(readAll("auto")).usingRecursiveComparison().isEqualTo(expected);
      other.inOrder(index.all(), 2).close();
    }
    assertThat(readAll("auto")).usingRecursiveComparison().isEqualTo(expected);
  }

  @Test
  void aVanishedImageFailsAlthoughItsPixelsAreThere() throws Exception {
    readAll("auto");
    Files.delete(index.image(2));
    assertThatThrownBy(() -> readAll("auto"))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining(index.image(2).toString());
  }

  @Test
  void withoutAPlaceForItTheCacheIsSimplyAbsent() throws Exception {
    Files.writeString(
        root.resolve("images/.tagwright-pixels"), "a file where the folder should be");
    assertThat(readAll("auto")).hasSize(10);
  }
}

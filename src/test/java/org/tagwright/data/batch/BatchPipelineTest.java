package org.tagwright.data.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.ExperimentConfig.ResizeMode;
import org.tagwright.data.DataFiles;
import org.tagwright.data.DatasetIndex;
import org.tagwright.data.LabelSet;
import org.tagwright.data.batch.BatchPipeline.OnBroken;
import org.tagwright.image.ImageDecoder;
import org.tagwright.image.NetworkInput;

class BatchPipelineTest {
  private static final int IMAGES = 23;
  private static final int SIDE = 16;

  @TempDir Path folder;
  private DatasetIndex index;

  @BeforeEach
  void writeImages() {
    List<String> names = new ArrayList<>();
    List<BitSet> classes = new ArrayList<>();
    for (int i = 0; i < IMAGES; i++) {
      names.add(i + ".jpg");
      DataFiles.write(folder.resolve(i + ".jpg"), DataFiles.jpeg(20 + i, 30, i));
      classes.add(BitSet.valueOf(new long[] {i % 8}));
    }
    index = DatasetIndex.of(new LabelSet(List.of("a", "b", "c")), folder, names, classes);
  }

  private BatchPipeline pipeline(int workers, OnBroken onBroken) {
    return new BatchPipeline(index, new NetworkInput(SIDE, ResizeMode.SQUASH), workers, onBroken);
  }

  private record Seen(List<Integer> samples, List<byte[]> pixels) {}

  private static Seen readAll(BatchPipeline.Epoch epoch) {
    Seen seen = new Seen(new ArrayList<>(), new ArrayList<>());
    try (epoch) {
      while (epoch.hasNext()) {
        try (Batch batch = epoch.next()) {
          ByteBuffer pixels = batch.pixels();
          for (int sample : batch.samples()) {
            byte[] own = new byte[SIDE * SIDE * 3];
            pixels.get(own);
            seen.samples.add(sample);
            seen.pixels.add(own);
          }
          assertThat(pixels.hasRemaining()).isFalse();
        }
      }
    }
    return seen;
  }

  @Test
  void batchesComeInOrderWithTheirTargets() {
    try (BatchPipeline pipeline = pipeline(3, OnBroken.FAIL);
        BatchPipeline.Epoch epoch = pipeline.inOrder(index.all(), 8)) {
      assertThat(epoch.batches()).isEqualTo(3);
      List<Integer> sizes = new ArrayList<>();
      while (epoch.hasNext()) {
        try (Batch batch = epoch.next()) {
          int first = 8 * sizes.size();
          sizes.add(batch.size());
          assertThat(batch.imageSize()).isEqualTo(SIDE);
          for (int i = 0; i < batch.size(); i++) {
            assertThat(batch.samples()[i]).isEqualTo(first + i);
            assertThat(batch.files().get(i)).isEqualTo(folder.resolve((first + i) + ".jpg"));
            for (int c = 0; c < 3; c++) {
              assertThat(batch.targets()[i * 3 + c])
                  .isEqualTo(((first + i) % 8 >> c & 1) == 1 ? 1f : 0f);
            }
          }
        }
      }
      assertThat(sizes).containsExactly(8, 8, 7);
      assertThat(epoch.waiting()).isPositive();
    }
  }

  @Test
  void pixelsAreTheDecodersWhateverTheNumberOfThreads() throws Exception {
    ImageDecoder decoder = new ImageDecoder(new NetworkInput(SIDE, ResizeMode.SQUASH));
    for (int workers : new int[] {1, 4}) {
      try (BatchPipeline pipeline = pipeline(workers, OnBroken.FAIL)) {
        Seen seen = readAll(pipeline.shuffled(index.all(), 5, 7, 1));
        assertThat(seen.samples).hasSize(IMAGES);
        for (int i = 0; i < IMAGES; i++) {
          assertThat(seen.pixels.get(i))
              .isEqualTo(decoder.decode(index.image(seen.samples.get(i))));
        }
      }
    }
  }

  @Test
  void orderDependsOnSeedAndEpochOnly() {
    try (BatchPipeline one = pipeline(1, OnBroken.FAIL);
        BatchPipeline four = pipeline(4, OnBroken.FAIL)) {
      List<Integer> first = readAll(one.shuffled(index.all(), 4, 42, 1)).samples;
      assertThat(readAll(four.shuffled(index.all(), 4, 42, 1)).samples).isEqualTo(first);
      assertThat(readAll(one.shuffled(index.all(), 4, 42, 2)).samples).isNotEqualTo(first);
      assertThat(readAll(one.shuffled(index.all(), 4, 43, 1)).samples).isNotEqualTo(first);
      assertThat(first).doesNotHaveDuplicates().hasSize(IMAGES);
    }
    assertThat(BatchPipeline.shuffledOrder(new int[] {0, 1, 2, 3, 4, 5, 6, 7}, 42, 1))
        .containsExactly(SHUFFLED);
  }

  private static final int[] SHUFFLED = {2, 4, 1, 6, 7, 3, 5, 0};

  @Test
  void anImageThatVanishesInMidRunIsAFailureWithItsPath() throws Exception {
    Files.delete(folder.resolve("13.jpg"));
    try (BatchPipeline pipeline = pipeline(2, OnBroken.FAIL);
        BatchPipeline.Epoch epoch = pipeline.inOrder(index.all(), 8)) {
      epoch.next().close();
      assertThatThrownBy(epoch::next)
          .isInstanceOf(TagwrightException.class)
          .hasMessageContaining(folder.resolve("13.jpg").toString())
          .hasMessageContaining("no such file");
    }
  }

  @Test
  void brokenImagesAreLeftOutAndListedWhenSkipped() throws Exception {
    Files.writeString(folder.resolve("1.jpg"), "not an image");
    Files.delete(folder.resolve("2.jpg"));
    Files.delete(folder.resolve("9.jpg"));
    ImageDecoder decoder = new ImageDecoder(new NetworkInput(SIDE, ResizeMode.SQUASH));
    List<Integer> seen = new ArrayList<>();
    List<Path> broken = new ArrayList<>();
    try (BatchPipeline pipeline = pipeline(2, OnBroken.SKIP);
        BatchPipeline.Epoch epoch = pipeline.inOrder(index.all(), 8)) {
      while (epoch.hasNext()) {
        try (Batch batch = epoch.next()) {
          batch.broken().forEach(b -> broken.add(b.file().getFileName()));
          ByteBuffer pixels = batch.pixels();
          assertThat(pixels.remaining()).isEqualTo(batch.size() * SIDE * SIDE * 3);
          assertThat(batch.targets()).hasSize(batch.size() * 3);
          for (int sample : batch.samples()) {
            byte[] own = new byte[SIDE * SIDE * 3];
            pixels.get(own);
            assertThat(own).isEqualTo(decoder.decode(index.image(sample)));
            seen.add(sample);
          }
        }
      }
    }
    assertThat(seen).hasSize(IMAGES - 3).doesNotContain(1, 2, 9).isSorted();
    assertThat(broken).containsExactly(Path.of("1.jpg"), Path.of("2.jpg"), Path.of("9.jpg"));
  }

  @Test
  void buffersAreUsedAgainOnlyAfterClose() {
    try (BatchPipeline pipeline = pipeline(2, OnBroken.FAIL)) {
      int[] samples = new int[400];
      Arrays.setAll(samples, i -> i % IMAGES);
      try (BatchPipeline.Epoch epoch = pipeline.inOrder(samples, 4)) {
        Batch held = epoch.next();
        byte[] before = new byte[held.pixels().remaining()];
        held.pixels().get(before);
        while (epoch.hasNext()) {
          epoch.next().close();
        }
        byte[] after = new byte[before.length];
        held.pixels().get(after);
        assertThat(after).isEqualTo(before);
        held.close();
        assertThatThrownBy(held::pixels).isInstanceOf(IllegalStateException.class);
      }
      assertThat(pipeline.freeBufferCount()).isLessThanOrEqualTo(BatchPipeline.PREFETCH + 2);
    }
  }

  @Test
  void anEpochLeftInMidPassFreesTheWorkersAndItsBuffers() {
    try (BatchPipeline pipeline = pipeline(2, OnBroken.FAIL)) {
      for (int epoch = 1; epoch <= 50; epoch++) {
        BatchPipeline.Epoch pass = pipeline.shuffled(index.all(), 4, 1, epoch);
        pass.next().close();
        pass.close();
        assertThat(pass.hasNext()).isFalse();
      }
      assertThat(readAll(pipeline.inOrder(index.all(), 4)).samples).hasSize(IMAGES);
      assertThat(pipeline.freeBufferCount()).isLessThanOrEqualTo(2 * BatchPipeline.PREFETCH + 2);
    }
  }

  @Test
  void closingEndsTheThreads() {
    BatchPipeline pipeline = pipeline(3, OnBroken.FAIL);
    pipeline.inOrder(index.all(), 4);
    pipeline.close();
    assertThat(Thread.getAllStackTraces().keySet())
        .filteredOn(t -> t.getName().startsWith("decode-") && t.isAlive())
        .isEmpty();
  }
}

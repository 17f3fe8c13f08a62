package org.tagwright.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tagwright.config.ExperimentConfig.ExifOrientation;
import org.tagwright.data.DataFiles;

class ImageMemoryTest {
  private static final long HEAP = Runtime.getRuntime().maxMemory();

  /** A width whose image of one row takes a part of the heap, at a byte per pixel. */
  private static long partOfHeap(double part) {
    return (long) (HEAP * part);
  }

  @Test
  void imagesThatTogetherWouldTakeTooMuchAreDecodedOneAfterTheOther() throws Exception {
    AtomicInteger open = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    Callable<Integer> decode =
        () ->
            ImageMemory.within(
                partOfHeap(0.2),
                1,
                1,
                () -> {
                  most.accumulateAndGet(open.incrementAndGet(), Math::max);
                  LockSupport.parkNanos(100_000);
                  return open.decrementAndGet();
                });
    ExecutorService threads = Executors.newFixedThreadPool(6);
    try {
      for (Future<Integer> one :
          threads.invokeAll(IntStream.range(0, 60).mapToObj(i -> decode).toList())) {
        one.get();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(most).hasValue(1);
  }

  @Test
  void largeImagesOfEveryFormatWaitForTheirMemory() throws Exception {
    byte[] jpeg = DataFiles.jpeg(2600, 1700, 1);
    List<Callable<Object>> reads = new ArrayList<>();
    for (String format : List.of("jpg", "png", "bmp", "gif", "tif")) {
      byte[] content = DataFiles.encoded(DataFiles.picture(2600, 1700, 1), format);
      reads.add(() -> RgbReader.read(content, ExifOrientation.APPLY, RgbImage::width));
    }
    reads.add(() -> ReducedJpeg.read(jpeg, JpegHeader.of(jpeg), 8).width());
    for (Callable<Object> read : reads) {
      FutureTask<Object> task = new FutureTask<>(read);
      Thread reader = new Thread(task);
      ImageMemory.within(
          partOfHeap(0.34),
          1,
          1,
          () -> {
            reader.start();
            while (reader.getState() != Thread.State.WAITING && !task.isDone()) {
              Thread.onSpinWait();
            }
            assertThat(task.isDone()).isFalse();
            return 0;
          });
      assertThat(task.get()).isIn(2600, 325);
    }
  }

  @Test
  void anImageThatDoesNotFitIsRefusedAndHoldsNothing() throws Exception {
    for (int round = 0; round < 5; round++) {
      assertThatThrownBy(() -> ImageMemory.within(partOfHeap(0.9), 1, 1, () -> 1))
          .isInstanceOf(ImageUnreadableException.class)
          .hasMessageContaining("do not fit in Java's memory; give it more");
      assertThatThrownBy(
              () ->
                  ImageMemory.within(
                      partOfHeap(0.3),
                      1,
                      1,
                      () -> {
                        throw new OutOfMemoryError("as if");
                      }))
          .isInstanceOf(ImageUnreadableException.class)
          .hasMessageContaining("do not fit in Java's memory; give it more");
    }
    assertThat(ImageMemory.within(partOfHeap(0.3), 1, 1, () -> "decoded")).isEqualTo("decoded");
  }
}

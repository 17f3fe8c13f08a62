package org.tagwright.torchfile;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.checkpoint.CheckpointMetadata;
import org.tagwright.common.TagwrightException;
import org.tagwright.torchfile.tensor.TorchTensor;
import org.tagwright.torchfile.tensor.TorchTuple;

/**
 * Real files with random damage: each is read, or refused as the person's problem, in bounded time
 * and memory. Seeded: the number of a failing case is in the message.
 */
class DamagedFileTest {
  private static final long MOST_BYTES = 64 << 20;
  private static final Duration LONGEST = Duration.ofSeconds(2);
  private static final List<String> NAMES =
      List.of(
          "everything-zip.pt",
          "everything-legacy.pt",
          "everything-protocol4.pt",
          "real-world.pt",
          "thresholds-view-zip.pt",
          "thresholds-list-legacy.pt",
          "checkpoint-zip.pt",
          "checkpoint-legacy.pt");

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @TempDir Path folder;

  @Test
  void damagedFilesAreReadOrRefused() throws IOException {
    readDamaged(42, Duration.ofSeconds(3));
  }

  @Test
  @Tag("long")
  void damagedFilesAreReadOrRefusedForMinutes() throws IOException {
    readDamaged(System.nanoTime(), Duration.ofMinutes(3));
  }

  private void readDamaged(long seed, Duration time) throws IOException {
    long end = System.nanoTime() + time.toNanos();
    int refused = 0;
    long number = seed;
    byte[][] originals = new byte[NAMES.size()][];
    for (int i = 0; i < originals.length; i++) {
      originals[i] = Files.readAllBytes(TestFiles.real(folder, NAMES.get(i)));
    }
    Path file = folder.resolve("damaged.pt");
    while (System.nanoTime() < end) {
      Random random = new Random(number++);
      byte[] original = originals[random.nextInt(originals.length)];
      Files.write(file, damage(original, originals, random));
      if (!isRead(file, "case " + (number - 1))) {
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(100);
  }

  private boolean isRead(Path file, String name) {
    long bytesBefore = threads.getCurrentThreadAllocatedBytes();
    long timeBefore = System.nanoTime();
    boolean read;
    try {
      touch(TorchFile.open(file));
      CheckpointMetadata.read(file);
      read = true;
    } catch (TagwrightException e) {
      assertThat(e.kind()).as(name).isEqualTo(TagwrightException.Kind.INPUT);
      assertThat(e).as(name).hasMessageContaining(file.toString());
      read = false;
    } catch (RuntimeException | Error e) {
      throw new AssertionError(name, e);
    }
    assertThat(threads.getCurrentThreadAllocatedBytes() - bytesBefore)
        .as(name)
        .isLessThan(MOST_BYTES);
    assertThat(System.nanoTime() - timeBefore).as(name).isLessThan(LONGEST.toNanos());
    return read;
  }

  /** Whatever was read must also be usable. */
  private static void touch(Object node) {
    if (node instanceof Map<?, ?> map) {
      map.values().forEach(DamagedFileTest::touch);
    } else if (node instanceof Collection<?> list) {
      list.forEach(DamagedFileTest::touch);
    } else if (node instanceof TorchTuple tuple) {
      tuple.items().forEach(DamagedFileTest::touch);
    } else if (node instanceof TorchTensor tensor
        && tensor.type().isReadable()
        && tensor.elementCount() < 100_000) {
      tensor.doubles();
    }
  }

  private static byte[] damage(byte[] original, byte[][] others, Random random) {
    byte[] bytes = original.clone();
    for (int i = random.nextInt(4); i >= 0; i--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(6)) {
        case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> bytes[at] = (byte) random.nextInt();
        case 2 -> bytes = Arrays.copyOf(bytes, Math.max(1, at));
        case 3 -> { // a length or a count out of bounds
          int value = new int[] {-1, Integer.MAX_VALUE, 0, 1 << 30}[random.nextInt(4)];
          for (int b = 0; b < 4 && at + b < bytes.length; b++) {
            bytes[at + b] = (byte) (value >>> (8 * b));
          }
        }
        case 4 -> { // a piece elsewhere
          int length = Math.min(random.nextInt(200), bytes.length - at);
          int to = random.nextInt(bytes.length - length + 1);
          System.arraycopy(bytes, at, bytes, to, length);
        }
        default -> { // a piece of another file
          byte[] other = others[random.nextInt(others.length)];
          int from = random.nextInt(other.length);
          int length =
              Math.min(random.nextInt(100), Math.min(other.length - from, bytes.length - at));
          System.arraycopy(other, from, bytes, at, length);
        }
      }
    }
    return bytes;
  }
}

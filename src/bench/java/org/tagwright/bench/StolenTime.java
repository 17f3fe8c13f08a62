package org.tagwright.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The share of a virtual machine's processor time that its host gave to others: a wall-clock time
 * measured meanwhile says little. From Linux's {@code /proc/stat}.
 */
final class StolenTime {
  private static final Path STAT = Path.of("/proc/stat");
  private static final int STEAL = 7; // user nice system idle iowait irq softirq steal

  private final long[] begun = ticks();

  /** The share since this was made, 0 to 1; 0 where the system does not say. */
  double share() {
    long[] now = ticks();
    long all = 0;
    for (int i = 0; i < now.length; i++) {
      all += now[i] - begun[i];
    }
    return all == 0 ? 0 : (double) (now[STEAL] - begun[STEAL]) / all;
  }

  private static long[] ticks() {
    try {
      return Files.exists(STAT)
          ? Arrays.stream(Files.readAllLines(STAT).get(0).split(" +"))
              .skip(1)
              .limit(STEAL + 1)
              .mapToLong(Long::parseLong)
              .toArray()
          : new long[STEAL + 1];
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package org.tagwright.train.speed;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.tagwright.common.MachineMemory;

/** Memory of this process, native allocations included where the system tells. */
public final class ProcessMemory {
  private static final Path STATM = Path.of("/proc/self/statm");
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Path MEMINFO = Path.of("/proc/meminfo");
  private static final long PAGE_BYTES = 4096;

  private ProcessMemory() {}

  /**
   * Resident bytes on Linux. Elsewhere the committed Java memory: the JDK offers no more, and
   * starting a process to ask would cost more than it tells.
   */
  public static long residentBytes() {
    if (Files.isReadable(STATM)) {
      try {
        return Long.parseLong(Files.readString(STATM).split(" ", 3)[1]) * PAGE_BYTES;
      } catch (IOException e) {
        return javaBytes();
      }
    }
    return javaBytes();
  }

  /** The most resident bytes that the process has had, where the system tells, else those now. */
  public static long peakBytes() {
    OptionalLong peak = kibibytes(STATUS, "VmHWM:");
    return peak.isPresent() ? peak.getAsLong() * 1024 : residentBytes();
  }

  /** What the process has and what the system could still give it, bytes. */
  public static long attainableBytes() {
    OptionalLong available = kibibytes(MEMINFO, "MemAvailable:");
    return available.isPresent()
        ? residentBytes() + available.getAsLong() * 1024
        : MachineMemory.bytes();
  }

  /** The number in a line such as {@code MemAvailable: 23456 kB}; empty where there is none. */
  private static OptionalLong kibibytes(Path file, String name) {
    if (!Files.isReadable(file)) {
      return OptionalLong.empty();
    }
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .filter(line -> line.startsWith(name))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
          .findFirst();
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }

  private static long javaBytes() {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    return memory.getHeapMemoryUsage().getCommitted()
        + memory.getNonHeapMemoryUsage().getCommitted();
  }
}

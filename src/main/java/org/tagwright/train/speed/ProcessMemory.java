package org.tagwright.train.speed;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Memory of this process, native allocations included where the system tells. */
public final class ProcessMemory {
  private static final Path STATM = Path.of("/proc/self/statm");
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

  /** What the process has and what the system could still give it, bytes. */
  public static long attainableBytes() {
    if (Files.isReadable(MEMINFO)) {
      try (Stream<String> lines = Files.lines(MEMINFO)) {
        Optional<String> available =
            lines.filter(line -> line.startsWith("MemAvailable:")).findFirst();
        if (available.isPresent()) {
          String kibibytes = available.get().replaceAll("[^0-9]", "");
          return residentBytes() + Long.parseLong(kibibytes) * 1024;
        }
      } catch (IOException e) {
        return physicalBytes();
      }
    }
    return physicalBytes();
  }

  private static long physicalBytes() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getTotalMemorySize();
  }

  private static long javaBytes() {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    return memory.getHeapMemoryUsage().getCommitted()
        + memory.getNonHeapMemoryUsage().getCommitted();
  }
}

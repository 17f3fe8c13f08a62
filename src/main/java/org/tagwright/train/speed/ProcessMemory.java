package org.tagwright.train.speed;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Files;
import java.nio.file.Path;

/** Memory of this process, native allocations included where the system tells. */
public final class ProcessMemory {
  private static final Path STATM = Path.of("/proc/self/statm");
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

  private static long javaBytes() {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    return memory.getHeapMemoryUsage().getCommitted()
        + memory.getNonHeapMemoryUsage().getCommitted();
  }
}

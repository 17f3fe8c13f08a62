package org.tagwright.run;

import java.nio.file.Path;
import java.util.Optional;

/** A process that takes a lock, says so, and holds it until it is killed or its input ends. */
public final class LockHolder {
  private LockHolder() {}

  public static void main(String[] args) throws Exception {
    Optional<RunLock> lock = RunLock.tryAcquire(Path.of(args[0]));
    System.out.println(lock.isPresent() ? "held" : "refused");
    System.out.flush();
    while (System.in.read() >= 0) {
      // Waits.
    }
    if (lock.isPresent()) {
      lock.get().close();
    }
  }
}

package org.tagwright.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.common.TagwrightException;

@Timeout(60)
class RunLockTest {
  @TempDir Path temp;
  private RunFolder folder;
  private final List<Process> processes = new ArrayList<>();

  @BeforeEach
  void makeFolder() {
    folder = RunFolder.create(temp, "vgg16");
  }

  @AfterEach
  void killProcesses() throws InterruptedException {
    for (Process process : processes) {
      process.destroyForcibly().waitFor();
    }
  }

  /** Another process that tries to take the lock; returns what it says. */
  private String otherProcess() throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                LockHolder.class.getName(),
                folder.lock().toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    processes.add(process);
    BufferedReader said = process.inputReader();
    return said.readLine();
  }

  @Test
  void lockOfThisProcessShutsOthersOutUntilItIsClosed() throws Exception {
    assertThat(RunLock.isHeld(folder.lock())).isFalse();
    RunLock lock = RunLock.acquire(folder);
    // Looking must not give our own lock back, as closing a second handle does on POSIX.
    for (int i = 0; i < 10; i++) {
      assertThat(RunLock.isHeld(folder.lock())).isTrue();
      assertThat(RunLock.holder(folder.lock())).contains(ProcessMark.current());
      assertThat(RunLock.tryAcquire(folder.lock())).isEmpty();
    }
    assertThat(otherProcess()).isEqualTo("refused");
    lock.close();
    assertThat(RunLock.isHeld(folder.lock())).isFalse();
    assertThat(otherProcess()).isEqualTo("held");
  }

  @Test
  void killedHolderGivesTheLockBack() throws Exception {
    assertThat(otherProcess()).isEqualTo("held");
    assertThat(RunLock.isHeld(folder.lock())).isTrue();
    assertThat(RunLock.holder(folder.lock()).orElseThrow().pid()).isEqualTo(processes.get(0).pid());
    assertThatThrownBy(() -> RunLock.acquire(folder))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining("process " + processes.get(0).pid());
    processes.get(0).destroyForcibly().waitFor();
    assertThat(RunLock.isHeld(folder.lock())).isFalse();
    RunLock.acquire(folder).close();
  }

  @Test
  void ofManyThreadsOneGetsTheLock() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    AtomicInteger got = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();
    List<RunLock> locks = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Thread thread =
          new Thread(
              () -> {
                try {
                  go.await();
                } catch (InterruptedException e) {
                  return;
                }
                Optional<RunLock> lock = RunLock.tryAcquire(folder.lock());
                if (lock.isPresent()) {
                  got.incrementAndGet();
                  synchronized (locks) {
                    locks.add(lock.get());
                  }
                }
              });
      thread.start();
      threads.add(thread);
    }
    go.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(got).hasValue(1);
    locks.forEach(RunLock::close);
  }

  @Test
  void watchersDoNotKeepAWriterOut() throws Exception {
    // Watches as hard as it can, far more than four times a second.
    Thread watcher =
        new Thread(
            () -> {
              while (!Thread.currentThread().isInterrupted()) {
                RunLock.isHeld(folder.lock());
              }
            });
    Files.createFile(folder.lock());
    watcher.start();
    assertThat(otherProcess()).isEqualTo("held");
    watcher.interrupt();
    watcher.join();
  }

  @Test
  void acquiringTakesTheStartingMarkAway() {
    ProcessMark.current().write(folder.starting());
    RunLock.acquire(folder).close();
    assertThat(folder.starting()).doesNotExist();
  }

  @Test
  void damagedMarkNamesNobody() throws Exception {
    for (String text : List.of("", "{", "{}", "{\"pid\":1,\"host\":\"a\",\"started\":\"noon\"}")) {
      Files.writeString(folder.lock(), text);
      assertThat(RunLock.holder(folder.lock())).as(text).isEmpty();
    }
    assertThat(RunLock.holder(temp.resolve("missing"))).isEmpty();
  }
}

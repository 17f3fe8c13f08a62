package org.tagwright.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class ParallelTest {
  private static final int COUNT = 100_000;

  private final AtomicInteger begun = new AtomicInteger();
  private final AtomicInteger ended = new AtomicInteger();

  @Test
  void resultsAreInTheOrderOfTheirNumbers() {
    assertThat(Parallel.map(1000, "counting", Progress.NONE, i -> i))
        .hasSize(1000)
        .isSorted()
        .doesNotHaveDuplicates();
  }

  @Test
  void aFailureEndsAllThreadsBeforeItIsThrown() {
    assumeTrue(Runtime.getRuntime().availableProcessors() > 1);
    CountDownLatch other = new CountDownLatch(1);
    assertThatThrownBy(
            () ->
                Parallel.map(
                    COUNT,
                    "writing",
                    Progress.NONE,
                    i -> {
                      if (i == 0) {
                        await(other);
                        throw new IllegalStateException("the disk is full");
                      }
                      begun.incrementAndGet();
                      other.countDown();
                      spin();
                      return ended.incrementAndGet();
                    }))
        .hasMessage("the disk is full");
    assertThat(ended.get()).isEqualTo(begun.get()).isBetween(1, COUNT / 2);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Takes a while, whether interrupted or not. */
  private static void spin() {
    long end = System.nanoTime() + 1_000_000;
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }
}

package org.tagwright.classmap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.common.TagwrightException;
import org.tagwright.process.ChildProcess;

class ClassMapServiceTest {
  @TempDir Path folder;

  private final ClassMapService service =
      new ClassMapService(new ChildProcess(FakeExplain.class.getName()));
  private Path checkpoint;

  @BeforeEach
  void makeCheckpoint() throws IOException {
    checkpoint = Files.writeString(folder.resolve("best_model.pt"), "weights");
  }

  @AfterEach
  void close() {
    service.close();
  }

  @Test
  void oneChildAnswersAllRequestsOfACheckpoint() throws IOException {
    ScoredClassMap first = service.of(checkpoint, Path.of("a b.jpg"), 3);
    ScoredClassMap second = service.of(checkpoint, Path.of("ü.jpg"), 4);
    assertThat(first.classIndex()).isEqualTo(3);
    assertThat(first.values()).containsExactly(0, 0.5f, 0.5f, 1);
    // The stand-in says its process in the score.
    assertThat(second.score()).isEqualTo(first.score());
    assertThat(service.ready(checkpoint)).isTrue();
    Files.setLastModifiedTime(checkpoint, FileTime.fromMillis(1_000_000));
    assertThat(service.ready(checkpoint)).isFalse();
    assertThat(service.of(checkpoint, Path.of("a.jpg"), 3).score()).isNotEqualTo(first.score());
  }

  @Test
  void whatCannotBeDoneIsSaidAndTheNextRequestWorks() {
    assertThatThrownBy(() -> service.of(checkpoint, Path.of("broken.jpg"), 0))
        .isInstanceOf(TagwrightException.class)
        .hasMessage("broken.jpg cannot be decoded.");
    assertThat(service.of(checkpoint, Path.of("a.jpg"), 1).classIndex()).isEqualTo(1);
  }

  @Test
  void aChildThatEndsIsReportedInItsWordsAndFollowedByAnother() throws IOException {
    Path bad = Files.writeString(folder.resolve("bad.pt"), "weights");
    assertThatThrownBy(() -> service.of(bad, Path.of("a.jpg"), 0))
        .hasMessage("bad.pt is no checkpoint.");
    assertThatThrownBy(() -> service.of(checkpoint, Path.of("crash.jpg"), 0))
        .hasMessageContaining("has ended");
    assertThat(service.of(checkpoint, Path.of("a.jpg"), 1).classIndex()).isEqualTo(1);
  }

  @Test
  void cancelEndsTheWaiting() throws InterruptedException {
    service.of(checkpoint, Path.of("a.jpg"), 0);
    CompletableFuture<ScoredClassMap> waiting =
        CompletableFuture.supplyAsync(() -> service.of(checkpoint, Path.of("slow.jpg"), 0));
    Thread.sleep(200);
    assertThat(waiting).isNotDone();
    service.cancel();
    assertThatThrownBy(waiting::join).hasRootCauseInstanceOf(CancellationException.class);
  }

  @Test
  void aMissingCheckpointIsSaid() {
    assertThatThrownBy(() -> service.of(folder.resolve("no.pt"), Path.of("a.jpg"), 0))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining("no.pt");
  }
}

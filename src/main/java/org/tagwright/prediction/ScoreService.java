package org.tagwright.prediction;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.file.Path;
import java.util.List;
import org.tagwright.common.TagwrightException;
import org.tagwright.process.ChildProcess;
import org.tagwright.process.Conversation;

/**
 * Scores of single images for the window, by a child process {@code tagwright predict --serve} that
 * keeps the checkpoint loaded.
 */
public final class ScoreService implements AutoCloseable {
  private final Conversation child;

  public ScoreService() {
    this(new ChildProcess());
  }

  /** By other children, for tests. */
  public ScoreService(ChildProcess child) {
    this.child = new Conversation(child, "predict", "labels images");
  }

  /** Whether the next answer needs no loading first. */
  public boolean ready(Path checkpoint) {
    return child.ready(checkpoint);
  }

  /**
   * Scores some images, at most {@link ScoreServer#MOST_IMAGES}. Blocks: seconds where the
   * checkpoint must be loaded.
   *
   * @throws TagwrightException where the checkpoint cannot be used or the process ends
   * @throws java.util.concurrent.CancellationException when cancelled meanwhile
   */
  public ImageScores of(Path checkpoint, List<Path> images) {
    try {
      return ScoreServer.parse(child.ask(checkpoint, ScoreServer.question(images)));
    } catch (JsonProcessingException e) {
      throw TagwrightException.failure("The scores could not be understood: " + e, e);
    }
  }

  /** Gives up the answer under way, and with it the loaded checkpoint. From any thread. */
  public void cancel() {
    child.cancel();
  }

  /** Ends the child. */
  @Override
  public void close() {
    child.close();
  }
}

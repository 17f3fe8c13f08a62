package org.tagwright.classmap;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.file.Path;
import java.util.Objects;
import org.tagwright.common.TagwrightException;
import org.tagwright.process.ChildProcess;
import org.tagwright.process.Conversation;

/** Class maps for the window, by a child process {@code tagwright explain --serve}. */
public final class ClassMapService implements ClassMaps {
  private final Conversation child;

  public ClassMapService() {
    this(new ChildProcess());
  }

  ClassMapService(ChildProcess child) {
    this.child = new Conversation(child, "explain", "computes class maps");
  }

  @Override
  public boolean ready(Path checkpoint) {
    return child.ready(checkpoint);
  }

  /** Blocks: seconds the first time, then little longer than a forward pass. */
  @Override
  public ScoredClassMap of(Path checkpoint, Path image, int classIndex) {
    try {
      ClassMapServer.Answer answer =
          ClassMapServer.parse(child.ask(checkpoint, ClassMapServer.question(image, classIndex)));
      if (answer.map() == null) {
        throw TagwrightException.input(
            Objects.requireNonNullElse(answer.problem(), "There is no class map."));
      }
      return answer.map();
    } catch (JsonProcessingException e) {
      throw TagwrightException.failure("The class map could not be understood: " + e, e);
    }
  }

  @Override
  public void cancel() {
    child.cancel();
  }

  @Override
  public void close() {
    child.close();
  }
}

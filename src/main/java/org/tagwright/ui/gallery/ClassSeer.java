package org.tagwright.ui.gallery;

import java.nio.file.Path;
import org.tagwright.classmap.ClassMapService;
import org.tagwright.classmap.SeenMap;

/**
 * Who knows where a checkpoint sees a class. The window's is a child process; tests have theirs.
 */
public interface ClassSeer {
  /**
   * Looks for a class in an image. May block for seconds.
   *
   * @throws org.tagwright.common.TagwrightException where checkpoint or image will not do
   * @throws java.util.concurrent.CancellationException when cancelled meanwhile
   */
  SeenMap look(Path checkpoint, Path image, int classIndex);

  /** Whether the next look needs no loading first. */
  boolean ready(Path checkpoint);

  /** Gives up the look under way. */
  void cancel();

  /** A child process of its own. */
  static ClassSeer of(ClassMapService service) {
    return new ClassSeer() {
      @Override
      public SeenMap look(Path checkpoint, Path image, int classIndex) {
        return service.look(checkpoint, image, classIndex);
      }

      @Override
      public boolean ready(Path checkpoint) {
        return service.ready(checkpoint);
      }

      @Override
      public void cancel() {
        service.cancel();
      }
    };
  }

  /** One that sees nothing, where no map is ever asked for. */
  static ClassSeer none() {
    return new ClassSeer() {
      @Override
      public SeenMap look(Path checkpoint, Path image, int classIndex) {
        return new SeenMap(classIndex, 0, false, 1, 1, new float[1]);
      }

      @Override
      public boolean ready(Path checkpoint) {
        return true;
      }

      @Override
      public void cancel() {}
    };
  }
}

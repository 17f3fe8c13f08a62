package org.tagwright.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import org.tagwright.common.Progress;
import org.tagwright.common.Staging;
import org.tagwright.common.TagwrightException;
import org.tagwright.process.ChildProcess;
import org.tagwright.process.FollowedCommand;

/** Exports for the window, each a child process {@code tagwright export}. */
public final class ExportService {
  private final FollowedCommand command;

  public ExportService() {
    this(new ChildProcess());
  }

  ExportService(ChildProcess child) {
    command = new FollowedCommand(child, "export");
  }

  /**
   * Exports; blocks until the folder is written.
   *
   * @return the folder
   * @throws TagwrightException in the child's words, where it fails
   * @throws CancellationException when cancelled; then there is no folder
   */
  public Path run(ModelExport.Request request, Progress progress) {
    ModelExport.Options options = request.options();
    Path out = request.out().toAbsolutePath();
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "export",
                "--checkpoint",
                request.checkpoint().toAbsolutePath().toString(),
                "--out",
                out.toString(),
                "--input",
                lowerCase(options.input()),
                "--weights",
                lowerCase(options.weights()),
                "--quiet",
                "--tell-progress"));
    if (options.batch() != null) {
      arguments.addAll(List.of("--batch", options.batch().toString()));
    }
    if (request.samples() != null) {
      request
          .samples()
          .forEach(sample -> arguments.addAll(List.of("--samples", sample.toString())));
      if (request.samples().isEmpty()) {
        arguments.add("--no-samples");
      }
    }
    try {
      command.run(arguments, progress);
    } catch (CancellationException e) {
      tidy(out); // the process had no time to
      throw e;
    }
    return out;
  }

  private static void tidy(Path out) {
    Path parent = out.getParent();
    if (parent != null && Files.isDirectory(parent)) {
      try {
        Staging.deleteAbandoned(parent);
      } catch (IOException e) {
        throw TagwrightException.cannotWrite(parent, e);
      }
    }
  }

  private static String lowerCase(Enum<?> option) {
    return option.name().toLowerCase(Locale.ROOT);
  }
}

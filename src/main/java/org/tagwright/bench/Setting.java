package org.tagwright.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.tagwright.common.Progress;
import org.tagwright.common.TagwrightException;
import org.tagwright.process.ChildProcess;

/**
 * Common to all benchmarks: folder, rounds, device, and the script to compare with.
 *
 * @param folder for generated data and logs; data is kept for later runs
 * @param rounds measured per side
 * @param threads per operation, on both sides
 * @param device {@code auto}, {@code cpu} or {@code gpu:N}
 * @param photos number of photos
 * @param theirs the command that starts the PyTorch script, without its arguments; {@code null} for
 *     no comparison
 * @param peer how the other side uses PyTorch
 * @param ours the command that starts our side
 */
public record Setting(
    Path folder,
    int rounds,
    int threads,
    String device,
    int photos,
    List<String> theirs,
    Peer peer,
    List<String> ours,
    Progress progress) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SCRIPT = "pytorch_script.py";

  /** The command of the built-in script, for the given Python. */
  public static List<String> packedScript(Path python, Path folder) {
    Path script = folder.resolve(SCRIPT);
    try (InputStream packed = Setting.class.getResourceAsStream(SCRIPT)) {
      Files.createDirectories(folder);
      Files.copy(packed, script, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw TagwrightException.cannotWrite(script, e);
    }
    return List.of(python.toString(), script.toString());
  }

  /** {@code tagwright bench worker}, as the running program would start it. */
  public static List<String> worker() {
    return new ChildProcess().command(List.of("bench", "worker"));
  }

  boolean compares() {
    return theirs != null;
  }

  Path data() {
    return Photos.make(folder.resolve("photos-" + photos), photos, progress);
  }

  /** Our side, with the memory settings that users get. */
  Side ourSide() {
    ProcessBuilder builder = new ProcessBuilder(ours);
    ChildProcess.keepNativeMemory(builder.environment());
    return side("Our side", "ours.log", builder);
  }

  /** The script, with the system's memory settings, or those of best practice. */
  Side theirSide() {
    return side("The PyTorch script", "script.log", script());
  }

  /** A separate process of the script with these arguments. */
  ProcessBuilder script(String... arguments) {
    List<String> command = new ArrayList<>(theirs);
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    ChildProcess.forgetNativeMemory(builder.environment());
    if (peer == Peer.BEST) {
      ChildProcess.keepNativeMemory(builder.environment());
    }
    return builder;
  }

  private Side side(String name, String logName, ProcessBuilder builder) {
    Path log = folder.resolve(logName);
    try {
      Files.createDirectories(folder);
      builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
      return new Side(name, builder.start(), log);
    } catch (IOException e) {
      throw TagwrightException.input(
          name + " cannot be started: " + e.getMessage() + ". Check the path given as --pytorch.",
          e);
    }
  }

  /** A request with the fields both sides need. */
  ObjectNode request(String what) {
    return JSON.createObjectNode()
        .put("do", what)
        .put("threads", threads)
        .put("device", device)
        .put("classes", Photos.CLASSES);
  }

  /** The same for the script, which does not accept {@code auto}. */
  ObjectNode forScript(ObjectNode request, String ourDevice) {
    return request
        .deepCopy()
        .put("peer", peer.key())
        .put("device", ourDevice.startsWith("gpu") ? ourDevice.replace("gpu", "cuda") : "cpu");
  }
}

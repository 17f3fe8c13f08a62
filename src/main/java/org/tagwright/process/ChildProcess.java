package org.tagwright.process;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tagwright.common.TagwrightException;

/**
 * Starts terminal commands of this program as processes of their own: with the Java that runs now,
 * the same class path and the same memory settings.
 *
 * <p>The child owes its parent nothing: what it prints goes to a file, it reads nothing, and
 * neither the parent's end nor a Ctrl-C in the parent's terminal ends it. Only one that is there to
 * answer questions ends with its parent.
 */
public final class ChildProcess {
  private static final boolean WINDOWS =
      System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");

  /** Settings of this JVM that the child takes over. */
  private static final List<String> HANDED_DOWN =
      List.of(
          "-Xmx",
          "-Xms",
          "-Xss",
          "-XX:",
          "-Dai.djl.",
          "-DDJL_",
          "-DENGINE_CACHE_DIR",
          "-DPYTORCH_",
          "-Dtagwright.",
          "-Dorg.slf4j.",
          "-Duser.home",
          "-Djava.io.tmpdir",
          "-Dfile.encoding",
          "-Dhttp");

  /** Not handed down: the file with this program's classes, which a child would spoil. */
  private static final Pattern CLASS_ARCHIVE =
      Pattern.compile(
          "(-XX:(SharedArchiveFile|\\+RecordDynamicDumpInfo)|-D"
              + Pattern.quote(ClassArchive.KEEP)
              + ").*");

  /**
   * How glibc keeps native memory between the steps instead of giving it back and fetching it anew,
   * page by page; bin/tagwright sets the same (docs/performance.md has what it is worth).
   */
  private static final Map<String, String> NATIVE_MEMORY =
      Map.of(
          "MALLOC_ARENA_MAX", "1",
          "MALLOC_MMAP_THRESHOLD_", "8589934592",
          "MALLOC_TRIM_THRESHOLD_", "17179869184");

  /**
   * A training makes much garbage and keeps little: collected often, it takes up no more room than
   * after the first steps. So in bin/tagwright.
   */
  private static final String SMALL_YOUNG_GENERATION = "-XX:MaxNewSize=96m";

  /** What bin/tagwright sets for the window, which gives back to the system what it can spare. */
  private static final List<String> WINDOWS_OWN =
      List.of("-XX:MinHeapFreeRatio=", "-XX:MaxHeapFreeRatio=", "-XX:G1PeriodicGCInterval=");

  private static final Set<String> TRAINING = Set.of("train", "resume", "bench");

  private final String mainClass;

  /** See {@link ClassArchive#PLACE}. */
  private final @Nullable String classes;

  /** Starts {@code org.tagwright.Main}. */
  public ChildProcess() {
    this("org.tagwright.Main", System.getProperty(ClassArchive.PLACE));
  }

  /** Starts another main class, for tests. */
  public ChildProcess(String mainClass) {
    this(mainClass, null);
  }

  private ChildProcess(String mainClass, @Nullable String classes) {
    this.mainClass = mainClass;
    this.classes = classes;
  }

  /** The same, with the children's loaded classes kept elsewhere. */
  public ChildProcess keepingClassesAt(Path place) {
    return new ChildProcess(mainClass, place.toAbsolutePath().toString());
  }

  /** The whole command line for a terminal command such as {@code train <folder>}. */
  public List<String> command(List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(java().toString());
    if (!arguments.isEmpty() && TRAINING.contains(arguments.get(0))) {
      command.add(SMALL_YOUNG_GENERATION);
    }
    command.addAll(handedDown(ManagementFactory.getRuntimeMXBean().getInputArguments()));
    command.addAll(ClassArchive.options(arguments, classes, classPath()));
    if (Runtime.version().feature() >= 22) {
      // PyTorch is native code; later Javas warn of it unless it is expected.
      command.add("--enable-native-access=ALL-UNNAMED");
    }
    command.add("-cp");
    command.add(classPath());
    command.add(mainClass);
    command.addAll(arguments);
    return command;
  }

  /**
   * Starts the command. What it prints is appended to {@code log}.
   *
   * @throws TagwrightException where no process can be started
   */
  public Process start(List<String> arguments, Path log) {
    ProcessBuilder builder = builder(arguments);
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.redirectInput(ProcessBuilder.Redirect.from(new File(WINDOWS ? "NUL" : "/dev/null")));
    return start(builder, arguments);
  }

  /**
   * Starts the command as a process to talk with through its input and output. It should end when
   * its input does: then it does not outlive its parent.
   *
   * @param log where its errors go
   * @throws TagwrightException where no process can be started
   */
  public Process startTalking(List<String> arguments, Path log) {
    ProcessBuilder builder = builder(arguments);
    builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    return start(builder, arguments);
  }

  private ProcessBuilder builder(List<String> arguments) {
    List<String> command = new ArrayList<>();
    if (!WINDOWS) {
      // A Ctrl-C or the closing of a terminal reaches every process begun there: the shell tells
      // the child to ignore both, and is then replaced by it.
      command.addAll(List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "tagwright"));
    }
    command.addAll(command(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    keepNativeMemory(builder.environment());
    return builder;
  }

  private static Process start(ProcessBuilder builder, List<String> arguments) {
    try {
      return builder.start();
    } catch (IOException e) {
      throw TagwrightException.failure(
          "Cannot start a process for \"tagwright "
              + String.join(" ", arguments)
              + "\": "
              + e.getMessage(),
          e);
    }
  }

  /** Of this JVM's options those that a child takes over, in their order. */
  static List<String> handedDown(List<String> options) {
    return options.stream()
        .filter(option -> HANDED_DOWN.stream().anyMatch(option::startsWith))
        .filter(option -> !CLASS_ARCHIVE.matcher(option).matches())
        .filter(option -> WINDOWS_OWN.stream().noneMatch(option::startsWith))
        .toList();
  }

  /** Sets how native memory is kept, in the environment of a process to be, where it is not set. */
  public static void keepNativeMemory(Map<String, String> environment) {
    NATIVE_MEMORY.forEach(environment::putIfAbsent);
  }

  /** Takes those settings out again, for a process that is no program of ours. */
  public static void forgetNativeMemory(Map<String, String> environment) {
    NATIVE_MEMORY.forEach(environment::remove);
  }

  private static Path java() {
    Path bin = Path.of(System.getProperty("java.home"), "bin");
    Path java = bin.resolve(WINDOWS ? "java.exe" : "java");
    if (WINDOWS && isWindowless()) {
      // Else a console window would open for the child.
      java = bin.resolve("javaw.exe");
    }
    if (!Files.isExecutable(java)) {
      throw TagwrightException.failure(
          "Cannot start a run: there is no " + java + ". Reinstall Java, or set JAVA_HOME.");
    }
    return java;
  }

  private static boolean isWindowless() {
    return ProcessHandle.current()
        .info()
        .command()
        .map(command -> command.toLowerCase(Locale.ROOT).endsWith("javaw.exe"))
        .orElse(false);
  }

  /**
   * The class path, absolute. The window's libraries are on the module path: no child needs them.
   */
  private static String classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !entry.isBlank())
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .distinct()
        .collect(Collectors.joining(File.pathSeparator));
  }
}

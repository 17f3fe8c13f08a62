package org.tagwright.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How long the window takes to open: from the start of {@code bin/tagwright} to its first frame
 * with the content, with the classes kept from an earlier start and without, in turn; and how long
 * the process takes to end after it is told to.
 *
 * <pre>{@code
 * ./mvnw package -DskipTests
 * DISPLAY=:1 java -cp target/test-classes org.tagwright.bench.WindowStart \
 *     target/tagwright/bin/tagwright 7 WELCOME EXPERIMENT RUNS
 * }</pre>
 */
public final class WindowStart {
  private enum Classes {
    KEPT,
    LOADED
  }

  private record Times(long openedMillis, long endedMillis) {}

  private WindowStart() {}

  public static void main(String[] args) throws Exception {
    Path program = Path.of(args[0]);
    int times = Integer.parseInt(args[1]);
    for (String view : Arrays.asList(args).subList(2, args.length)) {
      Path folder = Files.createTempDirectory("tagwright-start");
      Files.createDirectories(folder.resolve("settings"));
      Files.writeString(
          folder.resolve("settings/settings.json"), "{\"shell.view\": \"" + view + "\"}");
      Times making = open(program, folder, Classes.KEPT);
      Map<Classes, List<Long>> opened = new EnumMap<>(Classes.class);
      for (int i = 0; i < times; i++) {
        for (Classes classes : Classes.values()) {
          opened
              .computeIfAbsent(classes, key -> new ArrayList<>())
              .add(open(program, folder, classes).openedMillis());
        }
      }
      opened.values().forEach(list -> list.sort(null));
      System.out.printf(
          "%-10s kept: median %d of %s ms   loaded: median %d of %s ms   first end: %d ms%n",
          view,
          opened.get(Classes.KEPT).get(times / 2),
          opened.get(Classes.KEPT),
          opened.get(Classes.LOADED).get(times / 2),
          opened.get(Classes.LOADED),
          making.endedMillis());
    }
    System.out.println("Load: " + Files.readString(Path.of("/proc/loadavg")).strip());
  }

  private static Times open(Path program, Path folder, Classes classes)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(program.toString()).redirectErrorStream(true);
    // Where there is no folder for them, classes are not kept.
    builder
        .environment()
        .put("XDG_CACHE_HOME", classes == Classes.KEPT ? folder.toString() : "/dev/null");
    builder
        .environment()
        .put(
            "TAGWRIGHT_OPTS",
            // JavaFX then says what each frame took, once it is drawn.
            "-Djavafx.pulseLogger=true -Djavafx.pulseLogger.threshold=0 -Dtagwright.settings="
                + folder.resolve("settings")
                + " -Duser.home="
                + folder);
    long start = System.nanoTime();
    Process window = builder.start();
    BufferedReader said = window.inputReader();
    String line;
    do {
      line = said.readLine();
    } while (line != null && !line.contains("Painting"));
    if (line == null) {
      throw new IOException("The window did not open");
    }
    long opened = System.nanoTime();
    Thread.sleep(1_000);
    long told = System.nanoTime();
    window.destroy();
    window.waitFor();
    return new Times((opened - start) / 1_000_000, (System.nanoTime() - told) / 1_000_000);
  }
}

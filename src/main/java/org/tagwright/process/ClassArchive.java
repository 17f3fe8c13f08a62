package org.tagwright.process;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The classes of a command as Java has them once they are loaded and checked, in a file from which
 * the command starts faster the next time. {@code bin/tagwright} says where such files lie; started
 * otherwise, the program does without. Java itself refuses a file that does not fit its version or
 * the jars, and goes on without.
 */
public final class ClassArchive {
  /** System property: the path that all the files' names begin with. */
  static final String PLACE = "tagwright.classes";

  /** System property: the file to write, where there is none yet. */
  static final String KEEP = "tagwright.classes.keep";

  private static final Logger LOG = LoggerFactory.getLogger(ClassArchive.class);

  /** The commands that start often enough, and the file that each takes; so does bin/tagwright. */
  private static final Map<String, String> FILES =
      Map.of("train", "train", "resume", "train", "predict", "predict");

  private ClassArchive() {}

  /**
   * What Java is to be told for a command in a process of its own.
   *
   * @param command with its arguments
   * @param place what the files' names begin with, or {@code null}: do without
   * @param classPath the process's
   */
  static List<String> options(List<String> command, @Nullable String place, String classPath) {
    String name = command.isEmpty() ? null : FILES.get(command.get(0));
    if (place == null || name == null || hasFolders(classPath)) {
      return List.of();
    }
    Path file = Path.of(place + "-" + name + ".jsa");
    return Files.exists(file)
        ? List.of("-XX:SharedArchiveFile=" + file, "-Xlog:cds*=off")
        : List.of("-XX:+RecordDynamicDumpInfo", "-D" + KEEP + "=" + file, "-Xlog:cds*=off");
  }

  /** Java would end the whole process that is to keep classes from folders. */
  static boolean hasFolders(String classPath) {
    return Stream.of(classPath.split(File.pathSeparator))
        .anyMatch(entry -> Files.isDirectory(Path.of(entry)));
  }

  /**
   * Writes the classes that are loaded now, if the program was started so that it should; to be
   * called when all is done, for it takes half a second. What goes wrong costs only the next
   * start's time.
   */
  public static void keep() {
    String wanted = System.getProperty(KEEP);
    if (wanted == null || hasFolders(System.getProperty("java.class.path"))) {
      return;
    }
    Path file = Path.of(wanted);
    // Two processes may do so at once.
    Path part = file.resolveSibling(file.getFileName() + "." + ProcessHandle.current().pid());
    PrintStream out = System.out;
    // Java says there what it does, behind what the command has printed.
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    try {
      linkAll();
      diagnose("vmCds", "dynamic_dump", "\"" + part + "\"");
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (JMException | IOException | RuntimeException e) {
      LOG.debug("The classes are not kept in {}", file, e);
      delete(part);
    } finally {
      System.setOut(out);
    }
  }

  /** Java keeps only those classes that were linked, and loads many more than it links. */
  private static void linkAll() throws JMException {
    ClassLoader loader = ClassArchive.class.getClassLoader();
    for (String line : diagnose("vmClassHierarchy").lines().toList()) {
      // "|  |--name/0x7f00" with the address of a class loader, or null in place of it.
      String name = line.substring(line.lastIndexOf('-') + 1).replaceFirst("/[^/]*$", "");
      try {
        var unused = Class.forName(name, false, loader).getDeclaredFields();
      } catch (ClassNotFoundException | LinkageError e) {
        LOG.trace("{} is not kept", name, e);
      }
    }
  }

  private static String diagnose(String operation, String... arguments) throws JMException {
    return (String)
        ManagementFactory.getPlatformMBeanServer()
            .invoke(
                new ObjectName("com.sun.management:type=DiagnosticCommand"),
                operation,
                new Object[] {arguments},
                new String[] {String[].class.getName()});
  }

  private static void delete(Path part) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      LOG.debug("{} is left behind", part, e);
    }
  }
}

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Makes the installer of the system it runs on from the program in {@code target/tagwright}, with a
 * Java runtime inside; started by {@code ./mvnw -Pinstaller package}, and it needs nothing but a
 * JDK.
 *
 * <p>Linux gets a .deb, Windows an .msi and macOS a .dmg; the last two were never tried.
 */
public final class MakeInstaller {
  private static final String OS = System.getProperty("os.name").toLowerCase(Locale.ROOT);
  private static final boolean WINDOWS = OS.contains("win");
  private static final boolean MAC = OS.contains("mac");

  /**
   * All of Java SE, so that no library's next version misses a module, and what it leaves out; the
   * diagnostic commands, which keep classes for the next start, need jdk.jfr to be there.
   */
  private static final String MODULES =
      "java.se,jdk.charsets,jdk.crypto.ec,jdk.jcmd,jdk.jfr,jdk.management,jdk.unsupported,jdk.zipfs";

  private final Path sources;
  private final Path program;
  private final Path out;
  private final String version;
  private final Path jdk;

  private MakeInstaller(Path sources, Path program, Path out, String version, Path jdk) {
    this.sources = absolute(sources);
    this.program = absolute(program);
    this.out = absolute(out);
    // Installers take numbers only, and macOS none that begins with 0.
    String numbers = version.replaceFirst("-.*", "");
    this.version = MAC ? numbers.replaceFirst("^0\\.", "1.") : numbers;
    this.jdk = absolute(jdk);
  }

  private static Path absolute(Path path) {
    return path.toAbsolutePath().normalize();
  }

  /**
   * @param args this file's folder, the program's folder, the folder to write, the version, and the
   *     JDK whose runtime is shipped
   */
  public static void main(String[] args) throws Exception {
    new MakeInstaller(
            Path.of(args[0]), Path.of(args[1]), Path.of(args[2]), args[3], Path.of(args[4]))
        .make();
  }

  private void make() throws Exception {
    requireSuitableJdk();
    delete(out);
    Files.createDirectories(out);
    Path runtime = makeRuntime();
    Path input = gather();
    Path image = makeImage(input, runtime);
    if (!WINDOWS && !MAC) {
      // jpackage's launcher sets no environment variables; our script takes its place.
      Path script = image.resolve("bin/tagwright");
      Files.copy(program.resolve("bin/tagwright"), script, StandardCopyOption.REPLACE_EXISTING);
      keepClasses(image);
    }
    makePackage(image);
    delete(input);
    delete(runtime);
  }

  /** Before Java 19, kept classes do not fit a program that was moved since. */
  private void requireSuitableJdk() throws IOException {
    String release = Files.readString(jdk.resolve("release"));
    Matcher version = Pattern.compile("JAVA_VERSION=\"(\\d+)").matcher(release);
    if (!version.find() || Integer.parseInt(version.group(1)) < 21) {
      throw new IllegalStateException(
          "The installer needs a JDK 21 or later to take its Java from; "
              + jdk
              + " is older. Name one: -Dinstaller.jdk=/path/to/jdk");
    }
  }

  /** With {@code bin/java}, which starts the trainings; what jpackage makes itself lacks it. */
  private Path makeRuntime() throws Exception {
    Path runtime = out.resolve("runtime");
    run(
        List.of(
            tool("jlink"),
            "--add-modules",
            MODULES,
            "--no-header-files",
            "--no-man-pages",
            "--output",
            runtime.toString()));
    // Java's own classes, on which the archives of ours are based.
    run(List.of(runtime.resolve("bin/java").toString(), "-Xshare:dump"));
    return runtime;
  }

  /**
   * The jars, with the large native libraries unpacked beside them instead of at the first start.
   */
  private Path gather() throws Exception {
    Path input = out.resolve("input");
    copy(program.resolve("lib"), input);
    for (String text : List.of("LICENSE", "THIRD-PARTY.txt", "CHANGELOG.md")) {
      if (Files.exists(program.resolve(text))) {
        Files.copy(program.resolve(text), input.resolve(text));
      }
    }
    Path torch = only(input, "pytorch-native-cpu-");
    Path jni = only(input, "pytorch-jni-");
    String pytorch = torch.getFileName().toString().split("-")[3];
    String djl = jni.getFileName().toString().split("-")[3].replace(".jar", "");
    Path natives = Files.createDirectories(input.resolve("pytorch").resolve(pytorch));
    try (FileSystem jar = FileSystems.newFileSystem(torch)) {
      for (Path library : libraries(jar.getPath("/pytorch/cpu"))) {
        unpack(library, natives.resolve(library.getFileName().toString()));
      }
      String system = torch.getFileName().toString().replaceFirst(".*?[0-9]-", "");
      try (FileSystem glue = FileSystems.newFileSystem(jni)) {
        Path folder = glue.getPath("/jnilib", system.replace(".jar", ""), "cpu");
        for (Path library : libraries(folder)) {
          unpack(library, natives.resolve(djl + "-" + library.getFileName()));
        }
      }
    }
    Files.delete(torch);
    if (!WINDOWS && !MAC) {
      // 90 of 440 MB: names for debuggers.
      run(List.of("strip", "--strip-unneeded", natives.resolve("libtorch_cpu.so").toString()));
    }
    // JavaFX looks for its libraries beside its jars before it unpacks them.
    for (Path jar : list(input.resolve("javafx"))) {
      try (FileSystem files = FileSystems.newFileSystem(jar)) {
        for (Path library : libraries(files.getPath("/"))) {
          unpack(library, jar.resolveSibling(library.getFileName().toString()));
        }
      }
    }
    return input;
  }

  private Path makeImage(Path input, Path runtime) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                tool("jpackage"),
                "--type",
                "app-image",
                "--name",
                "tagwright",
                "--app-version",
                version,
                "--vendor",
                "Tagwright",
                "--input",
                input.toString(),
                "--main-jar",
                only(input, "tagwright-").getFileName().toString(),
                "--runtime-image",
                runtime.toString(),
                "--icon",
                sources.resolve("icon/tagwright" + icon()).toString(),
                "--dest",
                out.toString()));
    // For jpackage's own launcher, which opens the window on Windows and macOS.
    for (String option :
        List.of(
            "--module-path=$APPDIR/javafx",
            "--add-modules=javafx.controls,javafx.fxml",
            "--enable-native-access=ALL-UNNAMED,javafx.graphics",
            "-XX:MaxRAMPercentage=25",
            "-XX:MinHeapFreeRatio=10",
            "-XX:MaxHeapFreeRatio=20",
            "-XX:G1PeriodicGCInterval=60000",
            "-DPYTORCH_LIBRARY_PATH=$APPDIR/pytorch/"
                + list(input.resolve("pytorch")).get(0).getFileName(),
            "-DPYTORCH_VERSION=" + list(input.resolve("pytorch")).get(0).getFileName(),
            "-DPYTORCH_FLAVOR=cpu")) {
      command.add("--java-options");
      command.add(option);
    }
    run(command);
    return out.resolve(MAC ? "tagwright.app" : "tagwright");
  }

  /**
   * Starts the window and each command that starts often once, as a new user, and puts the classes
   * that they keep for their next start into the program: so the first start is as fast as later
   * ones.
   */
  private void keepClasses(Path image) throws Exception {
    Path user = Files.createDirectories(out.resolve("user"));
    run(
        List.of(
            "sh",
            sources.resolve("first-starts.sh").toString(),
            image.resolve("bin/tagwright").toString(),
            user.toString()));
    for (Path archive : list(user.resolve(".cache/tagwright"))) {
      String name = archive.getFileName().toString().replaceFirst("^[0-9]+", "classes");
      Files.move(archive, image.resolve("lib/app").resolve(name));
    }
    delete(user);
  }

  private void makePackage(Path image) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                tool("jpackage"),
                "--type",
                WINDOWS ? "msi" : MAC ? "dmg" : "deb",
                "--name",
                "tagwright",
                "--app-version",
                version,
                "--vendor",
                "Tagwright",
                "--description",
                "Workbench for fine-tuning multi-label image classifiers",
                "--app-image",
                image.toString(),
                "--license-file",
                sources.resolve("../../LICENSE").toString(),
                "--file-associations",
                sources.resolve("pt.properties").toString(),
                "--dest",
                out.toString()));
    if (WINDOWS) {
      command.addAll(
          List.of(
              "--win-menu", "--win-shortcut-prompt", "--win-dir-chooser", "--win-upgrade-uuid"));
      command.add("6f9c2f0e-7f0b-4f57-9a53-0d4c5d1c3b52");
    } else if (!MAC) {
      command.addAll(
          List.of(
              "--resource-dir",
              sources.resolve("linux").toString(),
              "--linux-shortcut",
              "--linux-menu-group",
              "Science",
              "--linux-app-category",
              "science",
              "--linux-deb-maintainer",
              "tagwright@localhost"));
    }
    run(command);
  }

  private String tool(String name) {
    return jdk.resolve("bin").resolve(WINDOWS ? name + ".exe" : name).toString();
  }

  private static String icon() {
    return WINDOWS ? ".ico" : MAC ? ".icns" : ".png";
  }

  private static void run(List<String> command) throws Exception {
    System.out.println(String.join(" ", command));
    int code = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (code != 0) {
      throw new IllegalStateException(command.get(0) + " has ended with exit code " + code);
    }
  }

  private static List<Path> libraries(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(
              file -> String.valueOf(file.getFileName()).matches(".*\\.(so(\\.\\d+)*|dll|dylib)"))
          .toList();
    }
  }

  private static void unpack(Path library, Path to) throws IOException {
    Files.copy(library, to, StandardCopyOption.REPLACE_EXISTING);
  }

  private static Path only(Path folder, String start) throws IOException {
    return list(folder).stream()
        .filter(file -> file.getFileName().toString().startsWith(start))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("No " + start + "… in " + folder));
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path target = to.resolve(from.relativize(file).toString());
        Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        files.sorted(Comparator.reverseOrder()).forEach(MakeInstaller::deleteOne);
      }
    }
  }

  private static void deleteOne(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

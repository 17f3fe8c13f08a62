package org.tagwright.model;

import ai.djl.pytorch.jni.LibUtils;
import ai.djl.util.Platform;
import ai.djl.util.Utils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.tagwright.common.TagwrightException;

/**
 * PyTorch's own libraries, which DJL takes from the folder that {@code PYTORCH_LIBRARY_PATH} names,
 * else from the program, else from the network.
 *
 * @param cuda whether it can compute on NVIDIA's GPUs
 */
public record TorchLibrary(String version, Path folder, boolean cuda, Source source) {
  /** The version that DJL's own library was built for; no other can be loaded. */
  public static final String NEEDED = "2.7.1";

  /** What DJL calls the one of its libraries that reaches a GPU. */
  private static final String CUDA_FLAVOR = "cu128";

  private static final Pattern PYTHON_VERSION =
      Pattern.compile("__version__\\s*=\\s*'([0-9.]+)[^']*'");

  /** Where the libraries come from. */
  public enum Source {
    /** A folder that the person chose. */
    LIBRARY_PATH,
    /** The program's own, which know no GPU. */
    PROGRAM,
    /** Fetched once, by the build without libraries of its own. */
    FETCHED
  }

  /**
   * Those that are loaded; loads them if need be.
   *
   * @throws TagwrightException where they cannot be
   */
  public static TorchLibrary loaded() {
    String version = Devices.engineVersion();
    Path folder = Path.of(LibUtils.getLibtorchPath());
    return new TorchLibrary(version, folder, hasCuda(folder), expected());
  }

  /** Where they will come from, without loading them. */
  public static Source expected() {
    if (chosenFolder().isPresent()) {
      return Source.LIBRARY_PATH;
    }
    return Platform.detectPlatform("pytorch").isPlaceholder() ? Source.FETCHED : Source.PROGRAM;
  }

  /** What {@code PYTORCH_LIBRARY_PATH} says. */
  public static Optional<Path> chosenFolder() {
    String chosen = Utils.getEnvOrSystemProperty("PYTORCH_LIBRARY_PATH");
    return chosen == null || chosen.isBlank() ? Optional.empty() : Optional.of(Path.of(chosen));
  }

  /** Whether a folder has the libraries that need a GPU. */
  public static boolean hasCuda(Path folder) {
    return has(folder, "torch_cuda");
  }

  /**
   * Tells DJL which of its libraries fits the chosen folder: by itself it would look for one of
   * another name and try to fetch that. A folder without PyTorch it would pass over in silence, and
   * one of another version ends the process.
   *
   * @throws TagwrightException for such a folder
   */
  static void prepareChosen() {
    Optional<Path> chosen = chosenFolder();
    if (chosen.isEmpty() || Utils.getEnvOrSystemProperty("PYTORCH_VERSION") != null) {
      return;
    }
    Path folder = chosen.get();
    String named = "PYTORCH_LIBRARY_PATH names " + folder;
    if (!has(folder, "torch_cpu")) {
      throw TagwrightException.input(
          named
              + ", which does not hold PyTorch's libraries ("
              + System.mapLibraryName("torch_cpu")
              + "). Name the folder that does, or unset the variable.");
    }
    String version = versionIn(folder).orElse(NEEDED);
    if (!version.equals(NEEDED)) {
      throw TagwrightException.input(
          "%s, which is PyTorch %s. Only %s fits; name a folder of that, or unset the variable."
              .formatted(named, version, NEEDED));
    }
    System.setProperty("PYTORCH_VERSION", NEEDED);
    unlessSet("PYTORCH_FLAVOR", hasCuda(folder) ? CUDA_FLAVOR : "cpu");
  }

  /** The version of Python's PyTorch around its folder {@code torch/lib}; others do not say it. */
  private static Optional<String> versionIn(Path folder) {
    Path python = folder.toAbsolutePath().normalize().resolveSibling("version.py");
    if (!Files.isRegularFile(python)) {
      return Optional.empty();
    }
    try (Stream<String> lines = Files.lines(python, StandardCharsets.UTF_8)) {
      return lines
          .map(PYTHON_VERSION::matcher)
          .filter(Matcher::find)
          .map(found -> found.group(1))
          .findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(python + " cannot be read", e);
    }
  }

  private static void unlessSet(String name, String value) {
    if (Utils.getEnvOrSystemProperty(name) == null) {
      System.setProperty(name, value);
    }
  }

  private static boolean has(Path folder, String library) {
    return Files.exists(folder.resolve(System.mapLibraryName(library)));
  }
}

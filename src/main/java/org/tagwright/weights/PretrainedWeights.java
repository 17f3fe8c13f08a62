package org.tagwright.weights;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tagwright.checkpoint.SavedWeights;
import org.tagwright.common.AtomicFile;
import org.tagwright.common.Digest;
import org.tagwright.common.Failures;
import org.tagwright.common.Progress;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.ModelSettings.WeightsVersion;
import org.tagwright.config.backbone.BackboneFacts;
import org.tagwright.config.backbone.PublishedWeights;
import org.tagwright.model.Backbone;
import org.tagwright.torchfile.tensor.TorchTensor;

/**
 * The folder of pretrained weights: what is in it, and how files come into it. A file there is
 * whole, and its SHA-256 begins with the 8 digits in its name.
 */
public final class PretrainedWeights {
  /** System property, and the environment variable in its place, for another address. */
  static final String ADDRESS_PROPERTY = "tagwright.weights.url";

  static final String ADDRESS_VARIABLE = "TAGWRIGHT_WEIGHTS_URL";
  private static final String TORCHVISION = "https://download.pytorch.org/models/";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Path folder;
  private final URI address;
  private final Duration patience;
  private final Map<String, List<PublishedWeights>> published;

  /** The weights in {@code folder}; missing ones come from the address in the settings. */
  public PretrainedWeights(Path folder) {
    this(
        folder,
        addressInSettings(),
        PATIENCE,
        BackboneFacts.all().stream()
            .collect(Collectors.toMap(BackboneFacts::name, BackboneFacts::weights)));
  }

  /**
   * @param address what a file's name is appended to
   * @param patience how long the server may be silent
   * @param published what there is at the address, by backbone
   */
  PretrainedWeights(
      Path folder, URI address, Duration patience, Map<String, List<PublishedWeights>> published) {
    this.folder = folder.toAbsolutePath();
    String text = address.toString();
    this.address = URI.create(text.endsWith("/") ? text : text + "/");
    this.patience = patience;
    this.published = published;
  }

  private static URI addressInSettings() {
    String property = System.getProperty(ADDRESS_PROPERTY);
    String variable = System.getenv(ADDRESS_VARIABLE);
    String text = property != null ? property : variable != null ? variable : TORCHVISION;
    try {
      URI address = URI.create(text.strip());
      if (address.isAbsolute()) {
        return address;
      }
    } catch (IllegalArgumentException e) {
      throw notAnAddress(text, e);
    }
    throw notAnAddress(text, null);
  }

  private static TagwrightException notAnAddress(String text, @Nullable Exception cause) {
    return TagwrightException.input(
        "%s is \"%s\", which is no address such as %s"
            .formatted(ADDRESS_VARIABLE, text, TORCHVISION),
        cause);
  }

  public Path folder() {
    return folder;
  }

  /**
   * The published weights of a backbone, the preferred ones first.
   *
   * @throws TagwrightException if there is no backbone of that name
   */
  public List<PublishedWeights> publishedOf(String backbone) {
    List<PublishedWeights> found = published.get(backbone);
    return found == null ? BackboneFacts.of(backbone).weights() : found;
  }

  /** Where a published file is fetched from. */
  public URI addressOf(PublishedWeights weights) {
    return address.resolve(weights.fileName());
  }

  /**
   * The file that a backbone starts from: the published one, an older published one, or the latest
   * that was imported, in this order; not checked. Where the first version is asked for, only that.
   */
  public Optional<Path> find(String backbone, WeightsVersion version) {
    for (PublishedWeights weights : publishedOf(backbone, version)) {
      Path file = folder.resolve(weights.fileName());
      if (Files.isRegularFile(file)) {
        return Optional.of(file);
      }
    }
    return version == WeightsVersion.V1
        ? Optional.empty()
        : imported(backbone).stream().findFirst();
  }

  private List<PublishedWeights> publishedOf(String backbone, WeightsVersion version) {
    List<PublishedWeights> all = publishedOf(backbone);
    return version == WeightsVersion.V1
        ? all.stream().filter(PublishedWeights::isFirst).toList()
        : all;
  }

  /** Files of the folder named after a backbone that are none of the published, latest first. */
  public List<Path> imported(String backbone) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<String> publishedNames =
        publishedOf(backbone).stream().map(PublishedWeights::fileName).toList();
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(f -> PublishedWeights.isNamedFor(backbone, f.getFileName().toString()))
          .filter(f -> !publishedNames.contains(f.getFileName().toString()))
          .sorted(Comparator.comparing(PretrainedWeights::lastWrite).reversed())
          .toList();
    } catch (IOException e) {
      throw TagwrightException.failure("Cannot list the folder " + folder, e);
    }
  }

  private static FileTime lastWrite(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      return FileTime.fromMillis(0); // gone meanwhile
    }
  }

  /**
   * The checked file that a backbone starts from, downloaded if there is none. Several runs that
   * ask at once, also in several processes, make one download; the others wait for it.
   *
   * @throws TagwrightException if it is damaged or cannot be had: with file, address and folder
   * @throws java.util.concurrent.CancellationException if {@code progress} says so; what was
   *     downloaded is kept
   */
  public Path fetch(String backbone, WeightsVersion version, Progress progress) {
    Optional<Path> found = find(backbone, version);
    if (found.isPresent()) {
      return checked(found.get(), progress);
    }
    PublishedWeights weights = publishedOf(backbone, version).get(0);
    Path file = folder.resolve(weights.fileName());
    Path lockFile = folder.resolve("." + weights.fileName() + ".lock");
    try {
      Files.createDirectories(folder);
      try (FileChannel channel =
              FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock lock = DownloadLock.await(channel, weights.fileName(), progress)) {
        if (lock.isValid() && !Files.isRegularFile(file)) {
          download(weights, file, progress);
        }
      }
    } catch (IOException e) {
      throw TagwrightException.cannotWrite(folder, e);
    }
    return file;
  }

  private void download(PublishedWeights weights, Path file, Progress progress) throws IOException {
    Path part = folder.resolve(weights.fileName() + ".part");
    URI source = addressOf(weights);
    new Download(source, part, progress, patience).run();
    String expected = PublishedWeights.digitsIn(weights.fileName());
    String actual = Digest.ofFile(part, progress);
    if (!actual.equals(expected)) {
      Files.delete(part);
      throw TagwrightException.failure(
          ("What %s sent is not %s: its SHA-256 begins with %s instead of %s. It was deleted from"
                  + " %s; is there a proxy that answers in the server's place?")
              .formatted(source, weights.fileName(), actual, expected, folder));
    }
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static Path checked(Path file, Progress progress) {
    String expected = PublishedWeights.digitsIn(file.getFileName().toString());
    String actual = digits(file, progress);
    if (!actual.equals(expected)) {
      throw TagwrightException.input(
          ("%s is damaged or not what its name says: its SHA-256 begins with %s, not %s. Delete it"
                  + " and fetch it anew.")
              .formatted(file, actual, expected));
    }
    return file;
  }

  private static String digits(Path file, Progress progress) {
    try {
      return Digest.ofFile(file, progress);
    } catch (IOException e) {
      throw TagwrightException.cannotRead(file, e);
    }
  }

  /** A file brought into the folder, and which backbone it is of. */
  public record Imported(Path file, String backbone) {}

  /**
   * Brings a file of the person's into the folder, under a name that {@link #find} knows, if it
   * holds the weights of one of the backbones.
   *
   * @throws TagwrightException if it does not, or if its own name gives another checksum
   */
  public Imported importFile(Path source, Progress progress) {
    String backbone = fittingBackbone(source);
    String digits = digits(source, progress);
    String ownName = source.getFileName().toString();
    String expected = PublishedWeights.digitsIn(ownName);
    if (expected != null && !expected.equals(digits)) {
      throw TagwrightException.input(
          "%s is damaged: its SHA-256 begins with %s, not with the %s in its name"
              .formatted(source, digits, expected));
    }
    boolean isPublished =
        publishedOf(backbone).stream().anyMatch(w -> w.fileName().equals(ownName));
    Path target = folder.resolve(isPublished ? ownName : backbone + "-" + digits + ".pth");
    if (Files.isRegularFile(target) && digits(target, progress).equals(digits)) {
      return new Imported(target, backbone);
    }
    try {
      AtomicFile.write(target, out -> Files.copy(source, out));
    } catch (IOException e) {
      throw TagwrightException.failure(
          "Cannot copy %s to %s: %s.".formatted(source, folder, Failures.reason(e)), e);
    }
    return new Imported(target, backbone);
  }

  private static String fittingBackbone(Path source) {
    Map<String, TorchTensor> tensors = SavedWeights.read(source);
    SavedWeights.requireNumbers(tensors, source);
    return Backbone.fitting(tensors)
        .map(Backbone::name)
        .orElseThrow(() -> fitsNone(source, tensors));
  }

  private static TagwrightException fitsNone(Path source, Map<String, TorchTensor> tensors) {
    Backbone closest =
        Backbone.all().stream()
            .min(Comparator.comparing(backbone -> backbone.fit(tensors).misfits()))
            .orElseThrow();
    return TagwrightException.input(
        "The weights in %s fit none of the backbones. Closest is %s; %s."
            .formatted(source, closest.name(), closest.fit(tensors).misfit()));
  }
}

package org.tagwright.doctor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tagwright.common.TagwrightException;
import org.tagwright.process.OtherProgram;

/**
 * NVIDIA's driver as its own tool {@code nvidia-smi} describes it.
 *
 * @param version such as {@code 570.86.10}; empty where the tool does not answer
 * @param cuda the newest CUDA that it runs, such as {@code 12.8}; empty where unknown
 * @param problem what the tool said where it failed
 */
record NvidiaDriver(String version, String cuda, List<Card> cards, @Nullable String problem) {
  /**
   * @param mebibytes its memory
   */
  record Card(String name, int mebibytes) {}

  private static final String TOOL = "nvidia-smi";
  private static final String[] QUERY = {
    "--query-gpu=driver_version,memory.total,name", "--format=csv,noheader,nounits"
  };
  private static final Pattern CARD = Pattern.compile("([0-9.]+), *([0-9]+), *(.+)");
  private static final Pattern CUDA = Pattern.compile("CUDA Version: *([0-9.]+)");

  /** With a broken card the tool can hang for ever. */
  private static final Duration LONGEST = Duration.ofSeconds(20);

  /** The driver of this machine, or empty if there is none. */
  static Optional<NvidiaDriver> find() {
    return find(Path.of("/"), TOOL);
  }

  /**
   * @param root the folder that holds {@code proc} and {@code dev}
   * @param tool what to run in place of {@code nvidia-smi}
   */
  static Optional<NvidiaDriver> find(Path root, String tool) {
    try {
      OtherProgram cards = run(tool, QUERY);
      if (cards.code() != 0) {
        String said = (cards.out() + cards.err()).strip();
        return Optional.of(new NvidiaDriver("", "", List.of(), said));
      }
      return Optional.of(parse(cards.out(), run(tool).out()));
    } catch (IOException e) { // there is no such program
      boolean loaded =
          Files.exists(root.resolve("proc/driver/nvidia/version"))
              || Files.exists(root.resolve("dev/nvidiactl"));
      return loaded
          ? Optional.of(new NvidiaDriver("", "", List.of(), TOOL + " is not installed"))
          : Optional.empty();
    }
  }

  static NvidiaDriver parse(String cards, String overview) {
    String version = "";
    List<Card> found = new ArrayList<>();
    for (String line : cards.lines().toList()) {
      Matcher card = CARD.matcher(line.strip());
      if (card.matches()) {
        version = card.group(1);
        found.add(new Card(card.group(3), Integer.parseInt(card.group(2))));
      }
    }
    Matcher cuda = CUDA.matcher(overview);
    return new NvidiaDriver(version, cuda.find() ? cuda.group(1) : "", List.copyOf(found), null);
  }

  /** Whether a graphics card of NVIDIA's is plugged in, with or without its driver (Linux). */
  static boolean isCardIn(Path root) {
    Path devices = root.resolve("sys/bus/pci/devices");
    if (!Files.isDirectory(devices)) {
      return false;
    }
    try (Stream<Path> all = Files.list(devices)) {
      return all.anyMatch(d -> says(d, "vendor", "0x10de") && says(d, "class", "0x03"));
    } catch (IOException e) {
      throw new UncheckedIOException(devices + " cannot be listed", e);
    }
  }

  private static boolean says(Path device, String file, String start) {
    try {
      return Files.readString(device.resolve(file)).startsWith(start);
    } catch (IOException e) { // a device that was just taken away
      return false;
    }
  }

  private static OtherProgram run(String tool, String... arguments) throws IOException {
    try {
      return OtherProgram.run(
          Stream.concat(Stream.of(tool), Stream.of(arguments)).toList(), LONGEST);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw TagwrightException.failure("Interrupted while " + tool + " ran", e);
    }
  }
}

package org.tagwright.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.tagwright.common.AtomicFile;
import org.tagwright.common.TagwrightException;

/**
 * Names a process, for display and to tell whether it still lives. The start time guards against a
 * process number that was given out again.
 */
public record ProcessMark(long pid, String host, Instant started) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** This process. */
  public static ProcessMark current() {
    return of(ProcessHandle.current());
  }

  public static ProcessMark of(ProcessHandle process) {
    Instant started = process.info().startInstant().orElse(Instant.now());
    return new ProcessMark(process.pid(), ThisHost.NAME, started);
  }

  /** Whether the process runs on this machine now; one of another machine counts as dead. */
  public boolean aliveHere() {
    return host.equals(ThisHost.NAME)
        && ProcessHandle.of(pid)
            .filter(ProcessHandle::isAlive)
            .flatMap(process -> process.info().startInstant())
            // Start times are kept in clock ticks.
            .filter(start -> Math.abs(start.toEpochMilli() - started.toEpochMilli()) < 2_000)
            .isPresent();
  }

  /** Writes the mark to a file of its own. */
  public void write(Path file) {
    try {
      AtomicFile.write(file, out -> out.write(toJson()));
    } catch (IOException e) {
      throw TagwrightException.cannotWrite(file, e);
    }
  }

  byte[] toJson() {
    ObjectNode node = JSON.createObjectNode();
    node.put("pid", pid).put("host", host).put("started", started.toString());
    return (node + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** Empty where the text is not, or not yet, a whole mark. */
  static Optional<ProcessMark> ofJson(byte[] json) throws IOException {
    try {
      var node = JSON.readTree(json);
      if (!node.hasNonNull("pid") || !node.hasNonNull("host") || !node.hasNonNull("started")) {
        return Optional.empty();
      }
      Instant started = Instant.parse(node.get("started").asText());
      return Optional.of(
          new ProcessMark(node.get("pid").asLong(), node.get("host").asText(), started));
    } catch (JsonProcessingException | DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** Asked once: where names are not set up well, the answer takes seconds. */
  private static final class ThisHost {
    static final String NAME = name();

    private static String name() {
      try {
        return InetAddress.getLocalHost().getHostName();
      } catch (UnknownHostException e) {
        return "localhost";
      }
    }
  }
}

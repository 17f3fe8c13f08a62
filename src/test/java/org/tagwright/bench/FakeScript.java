package org.tagwright.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.tagwright.process.ChildProcess;

/** Speaks the script's protocol without PyTorch: every image takes it a tenth of a second. */
public final class FakeScript {
  private static final ObjectMapper JSON = new ObjectMapper();

  private FakeScript() {}

  /** The command that starts it. */
  static List<String> command() {
    List<String> ours = new ChildProcess().command(List.of());
    return List.of(
        ours.get(0), "-cp", ours.get(ours.indexOf("-cp") + 1), FakeScript.class.getName());
  }

  public static void main(String[] arguments) throws IOException {
    if (arguments.length > 0 && arguments[0].equals("start")) {
      System.out.println("{\"first_step\": true}");
      return;
    }
    BufferedReader requests =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = requests.readLine(); line != null; line = requests.readLine()) {
      System.out.println("a library's chatter");
      System.out.println(answer(JSON.readTree(line)));
    }
  }

  private static String answer(JsonNode request) throws IOException {
    return switch (request.get("do").asText()) {
      case "hello" ->
          """
          {"python": "3", "torch": "2", "torchvision": "0", "pillow": "9", "device": "cpu"}\
          """
              .strip();
      case "train" -> images(request.get("steps").asInt() * request.get("batch").asInt());
      case "predict" -> images(files(request));
      case "decode" -> {
        if (request.has("raw")) {
          int bytes = 3 * request.get("size").asInt() * request.get("size").asInt();
          Files.write(Path.of(request.get("raw").asText()), new byte[files(request) * bytes]);
        }
        yield images(request.get("repeat").asInt() * files(request));
      }
      case "die" -> {
        System.exit(3);
        yield "";
      }
      default -> "{\"error\": \"unknown request\"}";
    };
  }

  private static int files(JsonNode request) {
    return Path.of(request.get("images").asText()).toFile().list().length;
  }

  private static String images(int count) {
    return "{\"images\": %d, \"seconds\": %s, \"cpu_seconds\": %s}"
        .formatted(count, count / 10.0, count / 5.0);
  }
}

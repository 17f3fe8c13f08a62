package org.tagwright.classmap;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Stands for {@code tagwright explain --serve} in tests: answers without a network. */
public final class FakeExplain {
  private FakeExplain() {}

  /** The arguments of the real command; a checkpoint named {@code bad.pt} fails. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    String checkpoint = List.of(arguments).get(List.of(arguments).indexOf("--checkpoint") + 1);
    if (checkpoint.endsWith("bad.pt")) {
      System.err.println("tagwright: bad.pt is no checkpoint.");
      System.exit(2);
    }
    System.out.println("a native library says hello");
    BufferedReader questions =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    ObjectMapper json = new ObjectMapper();
    for (String line = questions.readLine(); line != null; line = questions.readLine()) {
      ClassMapServer.Request request = json.readValue(line, ClassMapServer.Request.class);
      if (request.image().endsWith("crash.jpg")) {
        System.exit(134);
      }
      if (request.image().endsWith("slow.jpg")) {
        Thread.sleep(60_000);
      }
      ClassMapServer.Answer answer =
          request.image().endsWith("broken.jpg")
              ? new ClassMapServer.Answer(null, "broken.jpg cannot be decoded.")
              : new ClassMapServer.Answer(
                  new ScoredClassMap(
                      request.classIndex(),
                      ProcessHandle.current().pid(),
                      0,
                      2,
                      2,
                      new float[] {0, 0.5f, 0.5f, 1}),
                  null);
      System.out.println(json.writeValueAsString(answer));
    }
  }
}

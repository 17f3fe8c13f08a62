package org.tagwright.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.tagwright.config.ModelSettings.WeightsVersion.DEFAULT;
import static org.tagwright.config.ModelSettings.WeightsVersion.V1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.common.Progress;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.backbone.Preprocessing;
import org.tagwright.config.backbone.PublishedWeights;

@Timeout(30)
class PretrainedWeightsTest {
  private final byte[] content = new byte[300_000];
  private String name;

  @TempDir Path temporary;
  private Path folder;
  private WeightsServer server;
  private PretrainedWeights weights;

  @BeforeEach
  void start() throws GeneralSecurityException {
    new Random(1).nextBytes(content);
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
    name = "resnet18-" + HexFormat.of().formatHex(digest).substring(0, 8) + ".pth";
    folder = temporary.resolve("weights");
    server = new WeightsServer();
    server.files.put(name, content);
    weights = weightsFrom(server.address());
  }

  private PretrainedWeights weightsFrom(URI address) {
    return new PretrainedWeights(
        folder,
        address,
        Duration.ofSeconds(2),
        Map.of(
            "resnet18",
            List.of(new PublishedWeights(name, "test", 1, 0, Preprocessing.bilinear(256, 224)))));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void missingWeightsAreDownloadedOnceWithProgress() {
    List<Long> done = new ArrayList<>();

    Path file =
        weights.fetch(
            "resnet18",
            DEFAULT,
            (what, now, total) -> {
              if (what.startsWith("downloading")) {
                assertThat(total).isEqualTo(content.length);
                done.add(now);
              }
            });
    Path again = weights.fetch("resnet18", DEFAULT, Progress.NONE);

    assertThat(file).isEqualTo(folder.resolve(name)).hasBinaryContent(content).isEqualTo(again);
    assertThat(done).isSorted().endsWith((long) content.length);
    assertThat(server.requests).containsExactly("all");
    assertThat(folder.resolve(name + ".part")).doesNotExist();
  }

  @Test
  void theFirstVersionIsFetchedOnRequestWhateverElseIsThere() throws IOException {
    Preprocessing any = Preprocessing.bilinear(256, 224);
    PretrainedWeights two =
        new PretrainedWeights(
            folder,
            server.address(),
            Duration.ofSeconds(2),
            Map.of(
                "resnet18",
                List.of(
                    new PublishedWeights("resnet18-00000000.pth", "ImageNet V2", 1, 81, any),
                    new PublishedWeights(name, "ImageNet V1", 1, 76, any))));
    Files.createDirectories(folder);
    Files.createFile(folder.resolve("resnet18-00000000.pth"));
    Files.createFile(folder.resolve("resnet18-12345678.pth"));

    assertThat(two.find("resnet18", DEFAULT)).contains(folder.resolve("resnet18-00000000.pth"));
    assertThat(two.find("resnet18", V1)).isEmpty();
    assertThat(two.fetch("resnet18", V1, Progress.NONE))
        .isEqualTo(folder.resolve(name))
        .hasBinaryContent(content);
    assertThat(two.find("resnet18", V1)).contains(folder.resolve(name));
  }

  @Test
  void aDownloadThatBreaksOffGoesOnWhereItStopped() {
    server.breakOffAfter = 100_000;

    assertThat(weights.fetch("resnet18", DEFAULT, Progress.NONE)).hasBinaryContent(content);

    assertThat(server.requests).hasSize(3).startsWith("all");
    assertThat(server.requests.get(1)).matches("bytes=[1-9]\\d*-");
  }

  @Test
  void whatAnEarlierRunLeftIsKept() throws IOException {
    Files.createDirectories(folder);
    Files.write(folder.resolve(name + ".part"), Arrays.copyOf(content, 123_456));

    assertThat(weights.fetch("resnet18", DEFAULT, Progress.NONE)).hasBinaryContent(content);

    assertThat(server.requests).containsExactly("bytes=123456-");
  }

  @Test
  void aWholePartFileIsTakenAndATooLongOneBegunAnew() throws IOException {
    Files.createDirectories(folder);
    Files.write(folder.resolve(name + ".part"), content);
    assertThat(weights.fetch("resnet18", DEFAULT, Progress.NONE)).hasBinaryContent(content);

    Files.delete(folder.resolve(name));
    Files.write(folder.resolve(name + ".part"), Arrays.copyOf(content, content.length + 1));
    assertThat(weights.fetch("resnet18", DEFAULT, Progress.NONE)).hasBinaryContent(content);
  }

  @Test
  void aServerWithoutRangesSendsItAllAgain() throws IOException {
    Files.createDirectories(folder);
    Files.write(folder.resolve(name + ".part"), new byte[1000]);
    server.knowsRanges = false;

    assertThat(weights.fetch("resnet18", DEFAULT, Progress.NONE)).hasBinaryContent(content);
  }

  @Test
  void wrongContentIsDeletedAndNamed() {
    server.files.put(name, new byte[1000]);

    assertFailure("SHA-256 begins with 541b3e9d");

    assertThat(folder.resolve(name)).doesNotExist();
    assertThat(folder.resolve(name + ".part")).doesNotExist();
  }

  @Test
  void anAbsentFileIsNamedWithAddressAndFolder() {
    server.files.clear();

    assertFailure("has no such file", "404", server.address() + "/" + name, folder.toString());
  }

  @Test
  void noServerIsNamedWithAddressAndFolder() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    weights = weightsFrom(URI.create("http://localhost:" + free));
    assertFailure("Connection refused", "http://localhost:" + free + "/" + name, "put it into");

    weights = weightsFrom(URI.create("http://no-such-host.invalid/models"));
    assertFailure("no network, or no server named no-such-host.invalid", folder.toString());
  }

  @Test
  void aServerThatFallsSilentIsNotWaitedForForEver() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      weights = weightsFrom(URI.create("http://localhost:" + silent.getLocalPort()));
      assertFailure("timed out");
    }
  }

  @Test
  void aFullDiskIsNamed() throws IOException {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "no /dev/full on this system");
    Files.createDirectories(folder);
    Files.createSymbolicLink(folder.resolve(name + ".part"), full);

    assertFailure("No space left on device", folder.toString());

    assertThat(folder.resolve(name)).doesNotExist();
  }

  @Test
  void twoThatAskAtOnceMakeOneDownload() throws Exception {
    server.pauseMillis = 300;
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<Path>> all = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        all.add(threads.submit(() -> weights.fetch("resnet18", DEFAULT, Progress.NONE)));
      }
      for (Future<Path> each : all) {
        assertThat(each.get()).hasBinaryContent(content);
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(server.requests).hasSize(1);
  }

  @Test
  void twoProcessesThatAskAtOnceMakeOneDownload() throws Exception {
    server.pauseMillis = 1500;
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      processes.add(
          new ProcessBuilder(
                  java,
                  "-cp",
                  System.getProperty("java.class.path"),
                  FetchProcess.class.getName(),
                  folder.toString(),
                  server.address().toString(),
                  name)
              .inheritIO()
              .start());
    }
    for (Process process : processes) {
      assertThat(process.waitFor()).isZero();
    }
    assertThat(folder.resolve(name)).hasBinaryContent(content);
    assertThat(server.requests).hasSize(1);
  }

  /** What each of the two processes runs. */
  static final class FetchProcess {
    public static void main(String[] args) {
      new PretrainedWeights(
              Path.of(args[0]),
              URI.create(args[1]),
              Duration.ofSeconds(10),
              Map.of(
                  "resnet18",
                  List.of(
                      new PublishedWeights(
                          args[2], "test", 1, 0, Preprocessing.bilinear(256, 224)))))
          .fetch("resnet18", DEFAULT, Progress.NONE);
    }
  }

  @Test
  void cancellingKeepsWhatCameOfIt() {
    Progress cancelling =
        new Progress() {
          private boolean cancelled;

          @Override
          public void update(String what, long done, long total) {
            cancelled = done > 100_000;
          }

          @Override
          public boolean cancelled() {
            return cancelled;
          }
        };

    assertThatThrownBy(() -> weights.fetch("resnet18", DEFAULT, cancelling))
        .isInstanceOf(CancellationException.class);

    assertThat(folder.resolve(name)).doesNotExist();
    assertThat(folder.resolve(name + ".part")).isNotEmptyFile();
    assertThat(weights.fetch("resnet18", DEFAULT, Progress.NONE)).hasBinaryContent(content);
  }

  @Test
  void aDamagedFileInTheFolderIsNotUsed() throws IOException {
    Files.createDirectories(folder);
    Files.write(folder.resolve(name), new byte[10]);

    assertThatThrownBy(() -> weights.fetch("resnet18", DEFAULT, Progress.NONE))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining(folder.resolve(name).toString())
        .hasMessageContaining("damaged");
  }

  @Test
  void publishedFilesAreThoseOfTorchvision() {
    PretrainedWeights real = new PretrainedWeights(folder);
    assertThat(real.addressOf(real.publishedOf("vgg16").get(0)))
        .hasToString("https://download.pytorch.org/models/vgg16-397923af.pth");
    assertThat(real.publishedOf("resnet50"))
        .extracting(PublishedWeights::fileName)
        .containsExactly("resnet50-11ad3fa6.pth", "resnet50-0676ba61.pth");
    assertThatThrownBy(() -> real.fetch("resnet19", DEFAULT, Progress.NONE))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining("There is no backbone \"resnet19\"; there are resnet18, ");
  }

  private void assertFailure(String... words) {
    assertThatThrownBy(() -> weights.fetch("resnet18", DEFAULT, Progress.NONE))
        .isInstanceOfSatisfying(
            TagwrightException.class,
            e -> assertThat(e.kind()).isEqualTo(TagwrightException.Kind.FAILURE))
        .hasMessageContaining(name)
        .hasMessageContainingAll(words);
  }
}

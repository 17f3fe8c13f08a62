package org.tagwright.torchfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tagwright.common.TagwrightException;
import org.tagwright.torchfile.pickle.Opcodes;
import org.tagwright.torchfile.pickle.PickleAssembler;
import org.tagwright.torchfile.pickle.StateDictUnpickler;

/** Files that mean harm, or lie: each is refused with its name and the reason, soon and cheaply. */
@Timeout(10)
class HostileFileTest {
  private static final long[] NONE = {};

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "os, system",
    "posix, system",
    "nt, system",
    "builtins, eval",
    "builtins, exec",
    "builtins, getattr",
    "__builtin__, eval",
    "subprocess, Popen",
    "torch.nn.modules.linear, Linear",
    "torch, load",
    "torchvision.models.resnet, ResNet",
    "numpy.core.multiarray, _reconstruct",
    "collections, defaultdict",
    "java.lang.Runtime, exec",
    "net.razorvine, anything",
    "torch.serialization, load"
  })
  void namesOutsideTheAllowListAreRefusedByName(String module, String name) {
    byte[] call =
        new PickleAssembler()
            .global(module, name)
            .text("touch " + folder.resolve("executed"))
            .op(Opcodes.TUPLE1, Opcodes.REDUCE)
            .stop();

    assertRefused(
        call,
        "asks for " + module.replace("__builtin__", "builtins") + "." + name,
        "nothing of it was run");

    assertThat(folder.resolve("executed")).doesNotExist();
  }

  @Test
  void namesBuiltOnTheStackAreRefusedToo() {
    assertRefused(
        new PickleAssembler().text("os").text("system").op(Opcodes.STACK_GLOBAL).stop(),
        "asks for os.system");
  }

  @Test
  void aHarmfulLegacyFileIsRefused() throws IOException {
    byte[] call =
        new PickleAssembler()
            .global("os", "system")
            .text("touch " + folder.resolve("executed"))
            .op(Opcodes.TUPLE1, Opcodes.REDUCE)
            .stop();
    Path file = folder.resolve("hostile.pth");
    Files.write(file, TestFiles.legacyPickles(call));

    assertRefused(file, "asks for os.system");
    Files.write(file, call);
    assertRefused(file, "asks for os.system");
  }

  @ParameterizedTest
  @ValueSource(
      ints = {'i', 'o', 0x91, 0x92, 0x82, 0x83, 0x84, '2', '0', '1', 'P', 'I', 'V', 'S', 0})
  void operationsThatAStateDictDoesNotNeedAreRefused(int opcode) {
    assertRefused(
        new PickleAssembler().op(Opcodes.MARK, Opcodes.NONE, opcode).stop(),
        "operation 0x%02x".formatted(opcode));
  }

  @Test
  void noneWhereAValueMustBeIsRefused() {
    for (int operation : new int[] {'R', 'Q', 0x93, 'a', 'e', 's', 'u', 'b'}) {
      assertRefused(
          new PickleAssembler()
              .op(Opcodes.NONE, Opcodes.NONE, Opcodes.MARK, Opcodes.NONE, Opcodes.NONE)
              .op(Opcodes.NONE, operation)
              .stop(),
          "");
    }
    assertRefused(
        new PickleAssembler()
            .global("torch._utils", "_rebuild_tensor_v2")
            .op(Opcodes.NONE, Opcodes.NONE, Opcodes.TUPLE2, Opcodes.REDUCE)
            .stop(),
        "None where a TorchStorage should be");
  }

  @Test
  void aWholePickledModelIsRefusedWithWhatToSaveInstead() {
    assertRefused(
        new PickleAssembler().global("torchvision.models.resnet", "ResNet").stop(),
        "save its state dict instead: torch.save({\"state_dict\": model.state_dict()}, file)");
  }

  @Test
  void aTensorIsMadeByNothingButATensorsOwnFunctions() {
    assertRefused(
        new PickleAssembler()
            .global("torch._tensor", "_rebuild_from_type_v2")
            .op(Opcodes.MARK)
            .global("torch._tensor", "_rebuild_from_type_v2")
            .op(Opcodes.NONE, Opcodes.EMPTY_TUPLE, Opcodes.NONE, Opcodes.TUPLE, Opcodes.REDUCE)
            .stop(),
        "makes a tensor by torch._tensor._rebuild_from_type_v2");
  }

  @Test
  void attributesAreNeverSet() {
    assertRefused(
        new PickleAssembler().text("victim").op(Opcodes.EMPTY_DICT, Opcodes.BUILD).stop(),
        "sets attributes");
  }

  @Test
  void deepNestingIsRefused() {
    PickleAssembler deep = new PickleAssembler();
    for (int i = 0; i < 1_000_000; i++) {
      deep.op(Opcodes.EMPTY_LIST);
    }
    for (int i = 1; i < 1_000_000; i++) {
      deep.op(Opcodes.APPEND);
    }
    assertRefused(deep.stop(), "nested more than 64 deep");

    PickleAssembler tuples = new PickleAssembler().op(Opcodes.NONE);
    for (int i = 0; i < 1_000_000; i++) {
      tuples.op(Opcodes.TUPLE1);
    }
    assertRefused(tuples.stop(), "nested more than 64 deep");
  }

  @Test
  void somethingThatContainsItselfIsRefused() {
    assertRefused(
        new PickleAssembler()
            .op(Opcodes.EMPTY_LIST, Opcodes.BINPUT, 0, Opcodes.BINGET, 0, Opcodes.APPEND)
            .stop(),
        "contains itself");
  }

  @Test
  void aMillionRememberedObjectsAreRefused() {
    PickleAssembler memo = new PickleAssembler().op(Opcodes.EMPTY_LIST);
    for (int i = 0; i < 1_000_000; i++) {
      memo.op(Opcodes.MEMOIZE);
    }
    assertRefused(memo.stop(), "remembers more than 500000 objects");
  }

  @Test
  void aBillionLaughsAreRefused() {
    PickleAssembler laughs = new PickleAssembler().op(Opcodes.EMPTY_LIST, Opcodes.BINPUT, 0);
    for (int level = 1; level < 40; level++) {
      laughs.op(Opcodes.BINGET, level - 1, Opcodes.TUPLE2, Opcodes.BINPUT, level);
    }
    assertRefused(laughs.stop(), "unfolds to more than");
  }

  @Test
  void keysWhoseHashWouldTakeForEverAreRefused() {
    assertRefused(
        new PickleAssembler()
            .op(Opcodes.EMPTY_DICT, Opcodes.EMPTY_TUPLE, Opcodes.TUPLE1)
            .op(Opcodes.NONE, Opcodes.SETITEM)
            .stop(),
        "neither text nor number");
  }

  @Test
  void tooManyOperationsAreRefused() {
    byte[] endless = new byte[StateDictUnpickler.MOST_OPERATIONS + 10];
    Arrays.fill(endless, (byte) Opcodes.NONE);
    assertRefused(endless, "more than 4000000 operations");
  }

  @ParameterizedTest
  @ValueSource(ints = {'X', 'T', 'B', 0x8b})
  void declaredLengthsBeyondTheFileAllocateNothing(int opcode) {
    long before = allocatedBytes();
    assertRefused(new PickleAssembler().op(opcode).length4(Integer.MAX_VALUE).stop(), "bytes");
    assertRefused(new PickleAssembler().op(opcode).length4(-1).stop(), "bytes");
    assertThat(allocatedBytes() - before).isLessThan(20_000_000);
  }

  @Test
  void declaredLengthsOf8BytesAllocateNothing() {
    assertRefused(
        new PickleAssembler().op(Opcodes.BINUNICODE8).length8(Long.MIN_VALUE).stop(), "too early");
    assertRefused(
        new PickleAssembler().op(Opcodes.BINUNICODE8).length8(1L << 40).stop(), "too early");
  }

  @Test
  void tensorsMustLieInTheirStorage() {
    for (long[][] view :
        new long[][][] {
          {{0}, {5}, {1}},
          {{1}, {4}, {1}},
          {{0}, {2, 2}, {3, 1}},
          {{4}, {1}, {1}},
          {{-1}, {1}, {1}},
          {{0}, {-1}, {1}},
          {{0}, {1}, {-1}},
          {{0}, {2, 2}, {1}},
          {{Long.MAX_VALUE}, {2}, {1}},
          {{0}, {1L << 32, 1L << 32}, {0, 0}},
          {{0}, {Long.MAX_VALUE}, {Long.MAX_VALUE}},
          {{0}, {1L << 30}, {0}}
        }) {
      byte[] pickle = new PickleAssembler().tensor("0", 4, view[0][0], view[1], view[2]).stop();
      Path file = TestFiles.zip(folder.resolve("view.pt"), pickle, Map.of("data/0", new byte[16]));
      assertRefused(file, "");
    }
  }

  @Test
  void storagesMustHaveTheBytesTheyClaim() {
    byte[] pickle = new PickleAssembler().tensor("0", 1L << 40, 0, NONE, NONE).stop();
    Path file = TestFiles.zip(folder.resolve("a.pt"), pickle, Map.of("data/0", new byte[16]));
    assertRefused(file, "storage 0 should have", "its entry has 16 bytes");

    assertRefused(pickle, "the data of storage 0 is missing");
  }

  @Test
  void entriesThatLieAboutTheirSizeAreRefused() throws IOException {
    byte[] pickle = new PickleAssembler().tensor("0", 4, 0, NONE, NONE).stop();
    for (int size : new int[] {1 << 20, Integer.MAX_VALUE, -2, -1}) {
      Path file = TestFiles.zip(folder.resolve("a.pt"), pickle, Map.of("data/0", new byte[16]));
      overwriteCentralSize(file, "archive/data/0", size, size);
      assertRefused(file, "archive/data/0");
      Path other = TestFiles.zip(folder.resolve("b.pt"), pickle, Map.of("data/0", new byte[16]));
      overwriteCentralSize(other, "archive/data.pkl", size, size);
      assertRefused(other, "archive/data");
    }
    Path file = TestFiles.zip(folder.resolve("c.pt"), pickle, Map.of("data/0", new byte[16]));
    overwriteCentralSize(file, "archive/data/0", 16, 17);
    assertRefused(file, "lies about its size");
  }

  @Test
  void compressedEntriesAreRefused() throws IOException {
    Path file = folder.resolve("bomb.pt");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("archive/data.pkl"));
      zip.write(new byte[10_000_000]);
    }
    assertRefused(file, "compressed");
  }

  @Test
  void entriesThatOverlapAreRefused() throws IOException {
    byte[] pickle = new PickleAssembler().op(Opcodes.EMPTY_DICT).stop();
    Path file =
        TestFiles.zip(
            folder.resolve("a.pt"),
            pickle,
            Map.of("data/0", new byte[500], "data/1", new byte[500]));
    overwriteCentralSize(file, "archive/data/0", 600, 600);
    overwriteCentralSize(file, "archive/data/1", 600, 600);
    assertRefused(file, "");
  }

  @Test
  void otherKindsOfFilesSayWhatTheyAre() throws IOException {
    Path empty = Files.write(folder.resolve("empty.pt"), new byte[0]);
    assertRefused(empty, "it is empty");
    Path text = Files.writeString(folder.resolve("text.pt"), "hello");
    assertRefused(text, "neither PyTorch's zip format nor its legacy format");
    assertRefused(folder.resolve("absent.pt"), "There is no file");
    assertRefused(folder, "is a folder");
    Path pickle = Files.write(folder.resolve("plain.pt"), new PickleAssembler().op('N').stop());
    assertRefused(pickle, "not one that torch.save writes");
    Path zip = folder.resolve("other.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      ZipEntry entry = new ZipEntry("readme");
      entry.setMethod(ZipEntry.STORED);
      entry.setSize(0);
      entry.setCrc(0);
      out.putNextEntry(entry);
    }
    assertRefused(zip, "not one that torch.save writes");
    byte[] nothing = new PickleAssembler().op(Opcodes.EMPTY_DICT).stop();
    Path script =
        TestFiles.zip(folder.resolve("script.pt"), nothing, Map.of("constants.pkl", new byte[1]));
    assertRefused(script, "TorchScript");
    Path big =
        TestFiles.zip(
            folder.resolve("big.pt"),
            nothing,
            Map.of("byteorder", "big".getBytes(StandardCharsets.US_ASCII)));
    assertRefused(big, "big-endian");
  }

  @ParameterizedTest
  @ValueSource(strings = {"everything-zip.pt", "everything-legacy.pt", "everything-protocol4.pt"})
  void truncatedAtEveryHundredthByteIsRefused(String name) throws IOException {
    byte[] whole = Files.readAllBytes(TestFiles.real(folder, name));
    Path cut = folder.resolve("cut.pt");
    for (int length = 0; length < whole.length; length += 100) {
      Files.write(cut, Arrays.copyOf(whole, length));
      assertRefused(cut, "");
      assertThatThrownBy(() -> TorchFile.readMetadata(cut)).isInstanceOf(TagwrightException.class);
    }
  }

  private void assertRefused(byte[] pickle, String... reasons) {
    assertRefused(TestFiles.zip(folder.resolve("hostile.pt"), pickle, Map.of()), reasons);
  }

  private static void assertRefused(Path file, String... reasons) {
    Throwable thrown = catchThrowable(() -> TorchFile.open(file));
    assertThat(thrown)
        .as(file + " " + String.join(" ", reasons))
        .isInstanceOfSatisfying(
            TagwrightException.class,
            e -> assertThat(e.kind()).isEqualTo(TagwrightException.Kind.INPUT));
    assertThat(thrown).hasMessageContaining(file.toString()).hasMessageContainingAll(reasons);
  }

  private static long allocatedBytes() {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    return threads.getCurrentThreadAllocatedBytes();
  }

  /** Makes the central directory tell other sizes of an entry. */
  private static void overwriteCentralSize(Path file, String entry, int compressed, int size)
      throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    byte[] name = entry.getBytes(StandardCharsets.US_ASCII);
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < bytes.length - 46 - name.length; i++) {
      if (buffer.getInt(i) == 0x02014b50
          && Arrays.equals(bytes, i + 46, i + 46 + name.length, name, 0, name.length)) {
        buffer.putInt(i + 20, compressed).putInt(i + 24, size);
      }
    }
    Files.write(file, bytes);
  }
}

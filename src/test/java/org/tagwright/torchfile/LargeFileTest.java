package org.tagwright.torchfile;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.checkpoint.CheckpointField;
import org.tagwright.checkpoint.CheckpointMetadata;
import org.tagwright.torchfile.pickle.PickleAssembler;
import org.tagwright.torchfile.tensor.ElementType;
import org.tagwright.torchfile.tensor.TorchTensor;
import org.tagwright.torchfile.zip.StoredZipWriter;

/** Files beyond 2 and 4 GB, made of holes so that they cost no disk. */
class LargeFileTest {
  private static final long GB = 1L << 30;

  @TempDir Path folder;

  @Test
  void storagesBehind4GBAndLargerThan2GBAreMapped() throws IOException {
    Path file = folder.resolve("large.pth");
    long hugeCount = 5 * GB / 4;
    PickleAssembler object = new PickleAssembler();
    object.op('}', '(').text("end of huge");
    appendTensor(object, "huge", hugeCount, hugeCount - 2, 2);
    object.text("middle of huge");
    appendTensor(object, "huge", hugeCount, hugeCount / 2, 2);
    object.text("small");
    appendTensor(object, "small", 3, 0, 3);
    byte[] pickles = TestFiles.legacyPickles(object.op('u').stop(), "huge", "small");
    try (FileChannel out =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.WRITE,
            StandardOpenOption.SPARSE)) {
      out.write(ByteBuffer.wrap(pickles));
      long start = pickles.length + 8L;
      out.write(littleEndian(8).putLong(0, hugeCount), pickles.length);
      out.write(littleEndian(8).putFloat(0, 1).putFloat(4, 2), start + hugeCount * 2);
      out.write(littleEndian(8).putFloat(0, 3).putFloat(4, 4), start + hugeCount * 4 - 8);
      out.write(ByteBuffer.wrap(TestFiles.legacyStorage(5, 6, 7)), start + hugeCount * 4);
    }

    Map<?, ?> root = (Map<?, ?>) TorchFile.open(file);

    assertThat(TorchFileTest.tensor(root, "middle of huge").floats()).containsExactly(1, 2);
    assertThat(TorchFileTest.tensor(root, "end of huge").floats()).containsExactly(3, 4);
    assertThat(TorchFileTest.tensor(root, "small").floats()).containsExactly(5, 6, 7);
  }

  private static void appendTensor(
      PickleAssembler object, String key, long count, long offset, long length) {
    object.global("torch._utils", "_rebuild_tensor_v2").op('(');
    object.legacyStorage("FloatStorage", key, count);
    object.view(offset, new long[] {length}, new long[] {1}).op('t', 'R');
  }

  private static ByteBuffer littleEndian(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Test
  void zip64PlacesAreUnderstood() throws IOException {
    Path file = folder.resolve("zip64.pt");
    byte[] pickle = new PickleAssembler().tensor("0", 2, 0, new long[] {2}, new long[] {1}).stop();
    try (FileChannel out =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.WRITE,
            StandardOpenOption.SPARSE)) {
      // A hole of 5 GB before the first entry is what a zip file may begin with.
      out.write(littleEndian(4).putInt(0, 0x04034b50), 0);
      out.position(5 * GB);
      StoredZipWriter zip = new StoredZipWriter(out, 5 * GB);
      zip.entry("archive/data.pkl", pickle);
      zip.entry("archive/data/0", littleEndian(8).putFloat(0, 1).putFloat(4, 2));
      zip.finish();
    }

    assertThat(((TorchTensor) TorchFile.open(file)).floats()).containsExactly(1, 2);
  }

  @Test
  void metadataOfALargeFileCostsLittleMemory() throws IOException {
    Path file = folder.resolve("checkpoint.pt");
    Map<String, TorchTensor> state = new LinkedHashMap<>();
    ByteBuffer megabyte = ByteBuffer.allocateDirect(1 << 20);
    for (int i = 0; i < 300; i++) {
      state.put("layer" + i + ".weight", TorchTensor.of(ElementType.FLOAT32, megabyte, 512, 512));
    }
    CheckpointMetadata metadata =
        CheckpointMetadata.builder().set(CheckpointField.MODEL_NAME, "vgg16").build();
    TorchWriter.write(file, metadata.toDict(state));
    CheckpointMetadata.read(file); // loads the classes
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    long bytes = threads.getCurrentThreadAllocatedBytes();
    CheckpointMetadata read = CheckpointMetadata.read(file);

    assertThat(read.modelName()).isEqualTo("vgg16");
    assertThat(threads.getCurrentThreadAllocatedBytes() - bytes).isLessThan(20_000_000);
  }

  @Test
  @Tag("long")
  void filesBeyond4GBAreWrittenAndReadBack() {
    Path file = folder.resolve("five-gigabytes.pt");
    ByteBuffer gigabyte = ByteBuffer.allocateDirect((int) GB).order(ByteOrder.LITTLE_ENDIAN);
    Map<String, TorchTensor> state = new LinkedHashMap<>();
    for (int i = 0; i < 5; i++) {
      state.put("w" + i, TorchTensor.of(ElementType.FLOAT32, gigabyte, GB / 4));
    }
    state.put("last", TorchTensor.of(new float[] {1, 2}, 2));

    TorchWriter.write(file, state);

    Map<?, ?> read = (Map<?, ?>) TorchFile.open(file);
    assertThat(TorchFileTest.tensor(read, "last").floats()).containsExactly(1, 2);
    assertThat(TorchFileTest.tensor(read, "w4").bytes().remaining()).isEqualTo((int) GB);
  }
}

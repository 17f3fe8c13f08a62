package org.tagwright.torchfile.pickle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.common.TagwrightException;
import org.tagwright.torchfile.TestFiles;
import org.tagwright.torchfile.TorchFile;
import org.tagwright.torchfile.TorchWriter;
import org.tagwright.torchfile.tensor.OrderedDict;
import org.tagwright.torchfile.tensor.TorchTensor;

/** Files that begin alike are read faster, and no different. */
class PickleStartTest {
  private static final int TENSORS = 20;

  @TempDir Path folder;

  @Test
  void filesThatBeginAlikeKeepWhatIsTheirOwn() {
    for (int i = 0; i < 5; i++) {
      Path file = folder.resolve(i + ".pt");
      TorchWriter.write(file, checkpoint("run " + i, 3));
      Map<?, ?> metadata = (Map<?, ?>) TorchFile.readMetadata(file);
      assertThat(metadata.get("run")).isEqualTo("run " + i);
      assertThat(metadata.keySet().stream().map(String::valueOf))
          .containsExactly("state_dict", "run");
      Map<?, ?> stateDict = (Map<?, ?>) metadata.get("state_dict");
      assertThat(stateDict).hasSize(TENSORS).isInstanceOf(OrderedDict.class);
      assertThat(((TorchTensor) stateDict.get("layer7.weight")).shape()).containsExactly(3);
    }
  }

  @Test
  void anotherShapeIsAnotherStart() {
    for (int length : new int[] {4, 5, 4, 6}) {
      Path file = folder.resolve("of" + length + ".pt");
      TorchWriter.write(file, checkpoint("run", length));
      Map<?, ?> metadata = (Map<?, ?>) TorchFile.readMetadata(file);
      Map<?, ?> stateDict = (Map<?, ?>) metadata.get("state_dict");
      assertThat(((TorchTensor) stateDict.get("layer0.weight")).shape()).containsExactly(length);
    }
  }

  @Test
  void aFileWithoutItsStoragesIsRefusedThoughItBeginsLikeAGoodOne() {
    byte[] pickle = pickle(new PickleAssembler(), "whole").stop();
    Path whole = TestFiles.zip(folder.resolve("whole.pt"), pickle, storages(TENSORS));
    assertThat(TorchFile.readMetadata(whole)).isInstanceOf(Map.class);
    Path holed = TestFiles.zip(folder.resolve("holed.pt"), pickle, storages(TENSORS - 1));
    assertThatThrownBy(() -> TorchFile.readMetadata(holed))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining("holed.pt")
        .hasMessageContaining("the data of storage 19 is missing");
  }

  @Test
  void whatOneFileDoesToItsStateDictAnotherDoesNotSee() {
    PickleAssembler added = pickle(new PickleAssembler(), "first");
    // Once more the memoized state dict, and an entry put into it.
    added.op(Opcodes.MARK).text("again").op(Opcodes.BINGET, 1, Opcodes.MARK);
    added.text("intruder").op(Opcodes.NONE, Opcodes.SETITEMS, Opcodes.SETITEMS);
    Path plain =
        TestFiles.zip(
            folder.resolve("plain.pt"),
            pickle(new PickleAssembler(), "plain").stop(),
            storages(TENSORS));
    Path changed = TestFiles.zip(folder.resolve("changed.pt"), added.stop(), storages(TENSORS));
    for (int i = 0; i < 2; i++) {
      assertThat(stateDict(plain)).hasSize(TENSORS).doesNotContainKey("intruder");
      assertThat(stateDict(changed)).hasSize(TENSORS + 1).containsKey("intruder");
    }
  }

  @Test
  void manyThreadsMeetTheSameStart() {
    List<Path> files =
        IntStream.range(0, 40)
            .mapToObj(i -> folder.resolve("thread" + i + ".pt"))
            .peek(file -> TorchWriter.write(file, checkpoint(file.toString(), 77)))
            .toList();
    List<CompletableFuture<Object>> reads =
        files.stream()
            .map(file -> CompletableFuture.supplyAsync(() -> TorchFile.readMetadata(file)))
            .toList();
    for (int i = 0; i < reads.size(); i++) {
      assertThat(((Map<?, ?>) reads.get(i).join()).get("run")).isEqualTo(files.get(i).toString());
    }
  }

  @Test
  void tensorsAreReadInFullAfterMetadataOnly() throws Exception {
    Path file = folder.resolve("both.pt");
    TorchWriter.write(file, checkpoint("both", 5));
    TorchFile.readMetadata(file);
    TorchFile.readMetadata(file);
    Map<?, ?> all = (Map<?, ?>) TorchFile.open(file);
    TorchTensor tensor = (TorchTensor) ((Map<?, ?>) all.get("state_dict")).get("layer2.weight");
    assertThat(tensor.floats()).containsExactly(2, 2, 2, 2, 2);
    assertThat(Files.size(file)).isPositive();
  }

  @SuppressWarnings("unchecked")
  private static Map<Object, Object> stateDict(Path file) {
    return (Map<Object, Object>) ((Map<?, ?>) TorchFile.readMetadata(file)).get("state_dict");
  }

  private static Map<String, Object> checkpoint(String run, int length) {
    OrderedDict stateDict = new OrderedDict();
    for (int i = 0; i < TENSORS; i++) {
      float[] values = new float[length];
      Arrays.fill(values, i);
      stateDict.put("layer" + i + ".weight", TorchTensor.of(values, length));
    }
    Map<String, Object> dict = new LinkedHashMap<>();
    dict.put("state_dict", stateDict);
    dict.put("run", run);
    return dict;
  }

  /** A checkpoint with memo, as PyTorch pickles it: 0 is the dict, 1 the state dict. */
  private static PickleAssembler pickle(PickleAssembler made, String run) {
    made.op(Opcodes.EMPTY_DICT, Opcodes.BINPUT, 0, Opcodes.MARK).text("state_dict");
    made.op(Opcodes.EMPTY_DICT, Opcodes.BINPUT, 1, Opcodes.MARK);
    for (int i = 0; i < TENSORS; i++) {
      made.text("layer" + i).tensor(Integer.toString(i), 4, 0, new long[] {4}, new long[] {1});
    }
    return made.op(Opcodes.SETITEMS).text("run").text(run).op(Opcodes.SETITEMS);
  }

  private static Map<String, byte[]> storages(int count) {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      entries.put("data/" + i, new byte[16]);
    }
    return entries;
  }
}

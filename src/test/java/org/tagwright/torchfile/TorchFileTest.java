package org.tagwright.torchfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tagwright.torchfile.pickle.Opcodes;
import org.tagwright.torchfile.pickle.PickleAssembler;
import org.tagwright.torchfile.tensor.OrderedDict;
import org.tagwright.torchfile.tensor.PythonCall;
import org.tagwright.torchfile.tensor.PythonName;
import org.tagwright.torchfile.tensor.TorchTensor;
import org.tagwright.torchfile.tensor.TorchTuple;

/** Reads files that PyTorch wrote. */
class TorchFileTest {
  private static final String ZIP = "everything-zip.pt";
  private static final String LEGACY = "everything-legacy.pt";
  private static final String PROTOCOL4 = "everything-protocol4.pt";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {ZIP, LEGACY, PROTOCOL4})
  void everyElementTypeIsRead(String name) {
    Map<?, ?> types = (Map<?, ?>) open(name).get("types");

    assertThat(types).hasSize(10);
    types.forEach((type, t) -> assertThat(((TorchTensor) t).type().torchName()).isEqualTo(type));
    assertThat(tensor(types, "float64").doubles()).containsExactly(1.5, -2.25);
    assertThat(tensor(types, "float32").floats()).containsExactly(0.1f, -1e30f);
    assertThat(tensor(types, "float16").floats())
        .containsExactly(0.099975586f, -65504f, 5.9604645e-8f, Float.POSITIVE_INFINITY);
    assertThat(tensor(types, "bfloat16").floats()).containsExactly(3.140625f, -1.00025555e30f);
    assertThat(tensor(types, "int64").longs()).containsExactly(1L << 62, -1);
    assertThat(tensor(types, "int32").longs()).containsExactly(Integer.MIN_VALUE, 7);
    assertThat(tensor(types, "int16").longs()).containsExactly(-32768, 7);
    assertThat(tensor(types, "int8").longs()).containsExactly(-128, 7);
    assertThat(tensor(types, "uint8").longs()).containsExactly(255, 7);
    assertThat(tensor(types, "bool").longs()).containsExactly(1, 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {ZIP, LEGACY, PROTOCOL4})
  void viewsShareTheirStorageAndReadInTheirOwnOrder(String name) {
    Map<?, ?> views = (Map<?, ?>) open(name).get("views");

    TorchTensor base = tensor(views, "base");
    for (String view : List.of("transposed", "window", "row", "every second")) {
      assertThat(tensor(views, view).storage()).as(view).isSameAs(base.storage());
    }
    assertThat(base.floats()).hasSize(24).startsWith(0, 1, 2).endsWith(22, 23);
    assertThat(tensor(views, "transposed").shape()).containsExactly(6, 4);
    assertThat(tensor(views, "transposed").floats()).startsWith(0, 6, 12, 18, 1, 7);
    assertThat(tensor(views, "window").floats()).containsExactly(8, 9, 10, 14, 15, 16);
    assertThat(tensor(views, "row").floats()).containsExactly(12, 13, 14, 15, 16, 17);
    assertThat(tensor(views, "every second").floats()).startsWith(0, 2, 4, 6, 8, 10);
    assertThat(tensor(views, "expanded").floats()).containsExactly(7, 7, 7, 7, 7, 7);
    assertThat(tensor(views, "scalar").longs()).containsExactly(5);
    assertThat(tensor(views, "scalar").shape()).isEmpty();
    assertThat(tensor(views, "empty").floats()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {ZIP, LEGACY, PROTOCOL4})
  void plainValuesKeepTheirPythonKind(String name) {
    Map<?, ?> root = open(name);

    assertThat(root.get("numbers"))
        .isEqualTo(
            List.of(
                0L,
                -1L,
                255L,
                65536L,
                -(1L << 31),
                1L << 40,
                Long.MIN_VALUE,
                BigInteger.TWO.pow(80),
                1.5,
                Double.POSITIVE_INFINITY));
    assertThat(root.get("numpy")).isEqualTo(List.of(0.25, 0.5, -3L, true));
    Map<?, ?> nested = (Map<?, ?>) root.get("nested");
    assertThat(nested.get("list"))
        .isEqualTo(List.of(1L, Arrays.asList(2L, TorchTuple.of(3L, null)), Map.of()));
    assertThat(nested.get("ints")).isEqualTo(Map.of(0L, "a", 1L, "b"));
    assertThat(nested.get("size")).isEqualTo(TorchTuple.of(1L, 2L));
    assertThat(root.get("text")).isEqualTo("häß 図");
    assertThat(root.get("dtype")).isEqualTo(new PythonName("torch.float16"));
    assertThat(root.get("yes")).isEqualTo(true);
    assertThat(root.get("no")).isEqualTo(false);
    assertThat(root.containsKey("none")).isTrue();
    assertThat(root.get("none")).isNull();
    assertThat(tensor(root, "parameter").floats()).containsExactly(1, 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {ZIP, LEGACY, PROTOCOL4})
  void stateDictKeepsItsOrder(String name) {
    assertThat(open(name).get("state_dict"))
        .isInstanceOfSatisfying(
            OrderedDict.class,
            dict ->
                assertThat(dict.keySet())
                    .containsExactly(
                        "0.weight",
                        "0.bias",
                        "1.weight",
                        "1.bias",
                        "1.running_mean",
                        "1.running_var",
                        "1.num_batches_tracked"));
  }

  @ParameterizedTest
  @ValueSource(strings = {ZIP, LEGACY})
  void metadataKnowsTheShapesOfWeightsButNoElements(String name) {
    Map<?, ?> root = (Map<?, ?>) TorchFile.readMetadata(TestFiles.real(folder, name));

    TorchTensor weight = tensor((Map<?, ?>) root.get("state_dict"), "0.weight");
    assertThat(weight.shape()).containsExactly(2, 3);
    assertThatThrownBy(weight::floats).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void whateverPyTorchReadsAsWeightsOnlyIsRead() {
    Map<?, ?> root = open("real-world.pt");

    assertThat(tensor(root, "uint16").longs()).containsExactly(1, 65535);
    assertThat(tensor(root, "uint32").longs()).containsExactly(4294967295L);
    assertThat(tensor(root, "uint64").doubles()).containsExactly(0x1p63);
    assertThat(tensor(root, "attributed").floats()).containsExactly(1, 2);
    assertThat(tensor(root, "parameter").floats()).containsExactly(3);
    assertThat(tensor(root, "float8")).hasToString("float8_e4m3fn[2]");
    assertThat(tensor(root, "complex tensor")).hasToString("complex64[1]");
    assertThat(((Map<?, ?>) root.get("scheduler")).get("milestones"))
        .hasToString("collections.Counter({12=1, 16=2})");
    assertThat(root.get("set")).hasToString("set([1, 2])");
    assertThat(root.get("complex")).hasToString("complex(1.0, 2.0)");
    assertThat(root.get("big")).isEqualTo(BigInteger.TWO.pow(1000));
    assertThat(root.get("tuple key")).isEqualTo(Map.of(TorchTuple.of(0L, "a"), 1L));
    for (String key : List.of("sparse", "csr", "meta", "quantized", "nested", "bytearray")) {
      assertThat(root.get(key)).as(key).isInstanceOf(PythonCall.class);
    }
  }

  @Test
  void whatHasNoCounterpartIsWrittenAsItWas() {
    Map<Object, Object> root = new LinkedHashMap<>(open("real-world.pt"));
    List<String> unwritable =
        List.of("uint16", "uint32", "uint64", "float8", "bytes", "sparse", "bytearray", "storage");
    root.keySet().removeAll(unwritable);
    Map<String, Object> texts = new LinkedHashMap<>();
    root.forEach((key, value) -> texts.put((String) key, value));
    Path file = folder.resolve("again.pt");

    TorchWriter.write(file, texts);

    Map<?, ?> again = (Map<?, ?>) TorchFile.open(file);
    for (String key :
        List.of("set", "complex", "dtype", "counter", "device", "scheduler", "meta")) {
      assertThat(again.get(key)).as(key).isEqualTo(root.get(key));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "thresholds-view-zip.pt",
        "thresholds-view-legacy.pt",
        "thresholds-float64-zip.pt"
      })
  void aNumberThatIsAViewOfALargerStorageIsPartOfTheMetadata(String name) {
    Map<?, ?> root = (Map<?, ?>) TorchFile.readMetadata(TestFiles.real(folder, name));

    assertThat(tensor(root, "best_threshold").doubles()[0]).isCloseTo(0.3, within(1e-7));
    Map<?, ?> state = (Map<?, ?>) root.get("state_dict");
    assertThat(tensor(state, "0.bias").storage().hasBytes()).isFalse();
  }

  @Test
  void contiguousTensorsAreViewsOfTheMappedFile() {
    TorchTensor base = tensor((Map<?, ?>) open(ZIP).get("views"), "base");

    assertThat(base.isContiguous()).isTrue();
    assertThat(base.bytes().isDirect()).isTrue();
    assertThat(base.bytes().isReadOnly()).isTrue();
  }

  @Test
  void oldLegacyFilesWithStorageViewsAndPython2NamesAreRead() throws IOException {
    PickleAssembler object = new PickleAssembler();
    // Python 2: an OrderedDict is made of a list of pairs, and text is bytes.
    object.global("collections", "OrderedDict").op(Opcodes.EMPTY_LIST);
    object.op(Opcodes.SHORT_BINSTRING).raw(1, 'w');
    object.global("torch._utils", "_rebuild_tensor").op(Opcodes.MARK, Opcodes.MARK);
    object.text("storage").global("torch", "FloatStorage").text("17").text("cpu").integer(4);
    object.op(Opcodes.MARK).text("18").integer(1).integer(3).op(Opcodes.TUPLE);
    object.op(Opcodes.TUPLE, Opcodes.BINPERSID);
    object.integer(1).longs(2).longs(1).op(Opcodes.TUPLE, Opcodes.REDUCE);
    object.op(Opcodes.TUPLE2, Opcodes.APPEND, Opcodes.TUPLE1, Opcodes.REDUCE);
    Path file = folder.resolve("old.pth");
    Files.write(
        file,
        TestFiles.concatenate(
            TestFiles.legacyPickles(object.stop(), "17"), TestFiles.legacyStorage(0, 1, 2, 3)));

    Map<?, ?> root = (Map<?, ?>) TorchFile.open(file);

    assertThat(tensor(root, "w").floats()).containsExactly(2, 3);
  }

  @Test
  void replacingAFileLeavesWhatWasReadOfIt() throws IOException {
    Path file = folder.resolve("weights.pt");
    TorchWriter.write(file, Map.of("w", TorchTensor.of(new float[] {1, 2, 3, 4}, 4)));
    TorchTensor old = tensor((Map<?, ?>) TorchFile.open(file), "w");

    TorchWriter.write(file, Map.of("w", TorchTensor.of(new float[] {5, 6, 7, 8}, 4)));

    assertThat(old.floats()).containsExactly(1, 2, 3, 4);
    assertThat(tensor((Map<?, ?>) TorchFile.open(file), "w").floats()).containsExactly(5, 6, 7, 8);
  }

  private Map<?, ?> open(String name) {
    return (Map<?, ?>) TorchFile.open(TestFiles.real(folder, name));
  }

  static TorchTensor tensor(Map<?, ?> map, String key) {
    return (TorchTensor) map.get(key);
  }
}

package org.tagwright.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tagwright.doctor.Finding.Kind;
import org.tagwright.doctor.NvidiaDriver.Card;
import org.tagwright.model.TorchLibrary;
import org.tagwright.model.TorchLibrary.Source;

/** Each cause for which a GPU stays unused is told from the others, with what to do. */
class DiagnosisTest {
  private static final Optional<TorchLibrary> FOR_CPU =
      Optional.of(new TorchLibrary("2.7.1", Path.of("torch"), false, Source.PROGRAM));
  private static final Optional<TorchLibrary> FOR_GPU =
      Optional.of(new TorchLibrary("2.7.1", Path.of("torch"), true, Source.FETCHED));

  @Test
  void aMachineWithoutGpuHasNoProblem() {
    assertThat(Diagnosis.of(new Machine(false, Optional.empty(), FOR_CPU, 0, null)))
        .singleElement()
        .satisfies(
            f -> assertThat(f.kind()).isEqualTo(Kind.NOTE),
            f -> assertThat(f.what()).contains("no NVIDIA GPU"));
  }

  @Test
  void aGpuThatIsUsedIsGood() {
    Machine machine = new Machine(true, driver("570.86.10"), FOR_GPU, 2, null);
    assertThat(Diagnosis.of(machine))
        .singleElement()
        .satisfies(
            f -> assertThat(f.kind()).isEqualTo(Kind.GOOD),
            f -> assertThat(f.what()).contains("2 GPUs"));
  }

  @Test
  void librariesForTheCpuBesideAGpuAreAProblem() {
    Machine machine = new Machine(true, driver("570.86.10"), FOR_CPU, 0, null);
    assertThat(problem(machine).what()).contains("for the CPU only", "torch");
    assertThat(problem(machine).advice()).contains("-Pgpu", "PYTORCH_LIBRARY_PATH");
  }

  @Test
  void aCardWithoutDriverIsAProblem() {
    Machine machine = new Machine(true, Optional.empty(), FOR_GPU, 0, null);
    assertThat(problem(machine).what()).contains("driver is not installed");
  }

  @Test
  void anOldDriverIsNamedWithTheOneThatIsNeeded() {
    Machine machine = new Machine(true, driver("470.199.02"), FOR_GPU, 0, null);
    assertThat(problem(machine).what()).contains("470.199.02", "too old");
    assertThat(problem(machine).advice()).contains("570");
  }

  @Test
  void aDriverThatFailsSaysWhy() {
    NvidiaDriver broken =
        new NvidiaDriver("", "", List.of(), "Failed to initialize NVML: version mismatch\nNVML 12");
    Machine machine = new Machine(true, Optional.of(broken), FOR_GPU, 0, null);
    assertThat(problem(machine).what()).endsWith("Failed to initialize NVML: version mismatch");
  }

  @Test
  void aGpuHiddenFromPyTorchIsAProblem() {
    Machine machine = new Machine(true, driver("570.86.10"), FOR_GPU, 0, null);
    assertThat(problem(machine).advice()).contains("CUDA_VISIBLE_DEVICES");
  }

  @Test
  void librariesThatCannotBeLoadedSayWhy() {
    Machine machine =
        new Machine(false, Optional.empty(), Optional.empty(), 0, "could not be fetched");
    assertThat(problem(machine).what()).isEqualTo("could not be fetched");
  }

  private static Optional<NvidiaDriver> driver(String version) {
    return Optional.of(
        new NvidiaDriver(version, "12.8", List.of(new Card("NVIDIA H200", 143771)), null));
  }

  private static Finding problem(Machine machine) {
    List<Finding> problems =
        Diagnosis.of(machine).stream().filter(f -> f.kind() == Kind.PROBLEM).toList();
    assertThat(problems).hasSize(1);
    return problems.get(0);
  }
}

package org.tagwright.doctor;

import java.util.ArrayList;
import java.util.List;
import org.tagwright.common.Units;
import org.tagwright.model.TorchLibrary;

/** Why a machine's GPU is or is not used: each cause that is known, with its remedy. */
final class Diagnosis {
  /** The CUDA that PyTorch's libraries are built with. */
  private static final String CUDA = "12.8";

  /** The oldest driver that runs any program of CUDA 12 (NVIDIA's CUDA release notes). */
  private static final int OLDEST_DRIVER = 525;

  private static final String GPU_LIBRARIES =
      "Build the program for a GPU (./mvnw -Pgpu package; it fetches PyTorch's libraries, 3 GB, at"
          + " its first start), or set PYTORCH_LIBRARY_PATH to the folder torch/lib of a Python"
          + " that has PyTorch "
          + TorchLibrary.NEEDED
          + " with CUDA "
          + CUDA
          + " (pip install torch==2.7.1 --index-url https://download.pytorch.org/whl/cu128).";

  private final Machine machine;
  private final List<Finding> findings = new ArrayList<>();

  private Diagnosis(Machine machine) {
    this.machine = machine;
  }

  /** In the order in which a person should read them. */
  static List<Finding> of(Machine machine) {
    Diagnosis diagnosis = new Diagnosis(machine);
    diagnosis.driver();
    diagnosis.libraries();
    return List.copyOf(diagnosis.findings);
  }

  private void driver() {
    if (machine.driver().isEmpty()) {
      findings.add(
          machine.card()
              ? Finding.problem(
                  "An NVIDIA card is plugged in, but its driver is not installed.",
                  "Install NVIDIA's driver, version 570 or later, and start the machine again.")
              : Finding.note(
                  "There is no NVIDIA GPU here: trainings run on the CPU.",
                  "In a container, start it with access to the GPU (docker run --gpus all)."));
      return;
    }
    NvidiaDriver driver = machine.driver().get();
    if (driver.problem() != null) {
      findings.add(
          Finding.problem(
              "NVIDIA's driver does not answer: " + firstLine(driver.problem()),
              "Start the machine again; after an update of the driver that is needed. If it stays"
                  + " so, install the driver anew."));
    } else if (driver.cards().isEmpty()) {
      findings.add(
          Finding.problem(
              "NVIDIA's driver is installed, but it finds no card.",
              "In a container, start it with access to the GPU (docker run --gpus all)."));
    } else {
      int major = major(driver.version());
      if (major < OLDEST_DRIVER) {
        findings.add(
            Finding.problem(
                "NVIDIA's driver "
                    + driver.version()
                    + " is too old for PyTorch's libraries (CUDA "
                    + CUDA
                    + ").",
                "Update it to version 570 or later."));
      }
    }
  }

  private void libraries() {
    if (machine.loadProblem() != null) {
      findings.add(Finding.problem(machine.loadProblem(), ""));
      return;
    }
    TorchLibrary torch = machine.torch().orElseThrow();
    if (machine.gpus() > 0) {
      findings.add(
          Finding.good(
              "PyTorch can use "
                  + Units.count(machine.gpus(), "GPU")
                  + ": device auto takes the first."));
    } else if (hasCard() && !torch.cuda()) {
      findings.add(
          Finding.problem(
              "There is a GPU, but PyTorch's libraries here are for the CPU only ("
                  + torch.folder()
                  + "): trainings run on the CPU.",
              GPU_LIBRARIES));
    } else if (hasCard() && torch.cuda() && isClean()) {
      findings.add(
          Finding.problem(
              "PyTorch's libraries are for GPUs, but they find none.",
              "See that CUDA_VISIBLE_DEVICES hides none, and that LD_LIBRARY_PATH names no other"
                  + " version of CUDA."));
    } else if (!hasCard() && torch.cuda()) {
      findings.add(
          Finding.note("PyTorch's libraries are for GPUs; without one they use the CPU.", ""));
    }
  }

  private boolean hasCard() {
    return machine.card() || machine.driver().isPresent();
  }

  private boolean isClean() {
    return findings.stream().noneMatch(finding -> finding.kind() == Finding.Kind.PROBLEM);
  }

  private static int major(String version) {
    String number = version.replaceFirst("\\..*", "");
    return number.isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(number);
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("it gives no reason").strip();
  }
}

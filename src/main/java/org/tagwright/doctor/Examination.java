package org.tagwright.doctor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tagwright.common.MachineMemory;
import org.tagwright.common.Units;
import org.tagwright.doctor.NvidiaDriver.Card;
import org.tagwright.model.DeviceCheck;
import org.tagwright.model.Precisions;
import org.tagwright.model.TorchLibrary;

/**
 * What there is on this machine and what of it works.
 *
 * @param facts by their names, in the order of the report
 * @param findings problems with their remedies, and what is worth knowing
 */
public record Examination(Map<String, String> facts, List<Finding> findings) {
  private static final Logger LOG = LoggerFactory.getLogger(Examination.class);
  private static final long MEBIBYTE = 1 << 20;

  /**
   * Looks at this machine: loads PyTorch and computes one training step of a small network on the
   * CPU and on each GPU, some seconds in all.
   */
  public static Examination make() {
    return of(Machine.here());
  }

  static Examination of(Machine machine) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("System", System.getProperty("os.name") + ", " + System.getProperty("os.arch"));
    facts.put("Java", Runtime.version() + ", " + System.getProperty("java.home"));
    facts.put("Processor", Units.count(Runtime.getRuntime().availableProcessors(), "core"));
    facts.put("Memory", Units.bytes(MachineMemory.bytes()));
    facts.put("NVIDIA driver", machine.driver().map(Examination::words).orElse("none"));
    facts.put("PyTorch", machine.torch().map(Examination::words).orElse("not loaded"));
    List<Finding> findings = new ArrayList<>(Diagnosis.of(machine));
    if (machine.torch().isPresent()) {
      facts.put("GPUs for PyTorch", Units.count(machine.gpus()));
      facts.put("Device auto is", machine.gpus() > 0 ? "gpu:0" : "cpu");
      facts.put("Precision auto is", Precisions.auto("auto"));
      compute(machine.gpus(), facts, findings);
    }
    return new Examination(facts, List.copyOf(findings));
  }

  /** Whether nothing is wrong. */
  public boolean isHealthy() {
    return findings.stream().noneMatch(finding -> finding.kind() == Finding.Kind.PROBLEM);
  }

  private static void compute(int gpus, Map<String, String> facts, List<Finding> findings) {
    Optional<DeviceCheck> cpu = step("cpu", facts, findings);
    for (int i = 0; i < gpus; i++) {
      String device = "gpu:" + i;
      Optional<DeviceCheck> gpu = step(device, facts, findings);
      if (cpu.isPresent() && gpu.isPresent() && !gpu.get().agreesWith(cpu.get())) {
        findings.add(
            Finding.problem(
                device + " computes another result than the CPU.",
                "Train on the CPU (training.device cpu) until the driver is updated or the card"
                    + " replaced."));
      }
    }
  }

  private static Optional<DeviceCheck> step(
      String device, Map<String, String> facts, List<Finding> findings) {
    try {
      DeviceCheck check = DeviceCheck.on(device);
      facts.put("A step on " + device, check.toString());
      if (!check.learned()) {
        findings.add(
            Finding.problem(
                "A training step on " + device + " does not make the loss smaller.",
                "Run it again; if it stays so, this hardware cannot be trusted."));
      }
      return Optional.of(check);
    } catch (RuntimeException | LinkageError e) {
      LOG.debug("A step on {} failed", device, e);
      facts.put("A step on " + device, "failed");
      findings.add(
          Finding.problem("A training step on " + device + " failed: " + e.getMessage(), ""));
      return Optional.empty();
    }
  }

  private static String words(NvidiaDriver driver) {
    if (driver.problem() != null) {
      return "does not answer";
    }
    StringBuilder words = new StringBuilder(driver.version());
    if (!driver.cuda().isEmpty()) {
      words.append(", up to CUDA ").append(driver.cuda());
    }
    for (Card card : driver.cards()) {
      words.append("; ").append(card.name());
      words.append(", ").append(Units.bytes(card.mebibytes() * MEBIBYTE));
    }
    return words.toString();
  }

  private static String words(TorchLibrary torch) {
    String kind = torch.cuda() ? "for GPUs" : "for the CPU";
    Path folder = torch.folder();
    return switch (torch.source()) {
      case PROGRAM -> torch.version() + " " + kind + ", the program's own (" + folder + ")";
      case LIBRARY_PATH -> torch.version() + " " + kind + ", PYTORCH_LIBRARY_PATH (" + folder + ")";
      case FETCHED -> torch.version() + " " + kind + ", fetched for this machine (" + folder + ")";
    };
  }
}

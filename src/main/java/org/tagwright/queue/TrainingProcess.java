package org.tagwright.queue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.tagwright.process.ChildProcess;
import org.tagwright.run.ProcessMark;
import org.tagwright.run.RunFolder;
import org.tagwright.run.RunLock;

/** Trains in child processes. */
record TrainingProcess(ChildProcess child) implements Trainer {
  @Override
  public void launch(RunFolder folder, List<String> arguments) {
    Process process = child.start(arguments, folder.log());
    // Until the child has taken the lock, this is what tells that it is on its way.
    ProcessMark.of(process.toHandle()).write(folder.starting());
  }

  @Override
  public boolean kill(RunFolder folder) {
    return on(folder)
        .flatMap(process -> ProcessHandle.of(process.pid()))
        .filter(process -> process.pid() != ProcessHandle.current().pid())
        .map(ProcessHandle::destroyForcibly)
        .isPresent();
  }

  /** The process of this machine that works on a run, or is on its way to. */
  static Optional<ProcessMark> on(RunFolder folder) {
    Path mark = RunLock.isHeld(folder.lock()) ? folder.lock() : folder.starting();
    return RunLock.holder(mark).filter(ProcessMark::aliveHere);
  }
}

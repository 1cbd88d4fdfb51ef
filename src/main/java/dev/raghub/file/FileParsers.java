package dev.raghub.file;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// A few processes that parse, kept for the next file: to start one costs more than most files.
@ApplicationScoped
public class FileParsers {
  /// Files after which a process has done its work; what a library leaks ends with it.
  private static final int FILES = 200;

  private static final Duration IDLE = Duration.ofMinutes(1);

  private final FileSettings settings;
  private final Semaphore turns;
  private final Deque<ParserProcess> idle = new ConcurrentLinkedDeque<>();
  private volatile boolean stopped;

  FileParsers(FileSettings settings) {
    this.settings = settings;
    if (settings.processes() < 1 || settings.memory() < 32 || settings.timeout().toMillis() < 1) {
      throw new RaghubException(
          ErrorCode.CONFIGURATION_INVALID,
          "raghub.files.processes, .memory and .timeout are %d, %d and %s; expected at least 1, 32 and a millisecond"
              .formatted(settings.processes(), settings.memory(), settings.timeout()));
    }
    this.turns = new Semaphore(settings.processes(), true);
  }

  /// Waits for a turn as long as a file may take, then reads. QUEUE_FULL without one.
  FileText read(FileKind kind, byte[] bytes) {
    await();
    try {
      ParserProcess process = take();
      try {
        return process.read(kind, bytes);
      } finally {
        giveBack(process);
      }
    } finally {
      turns.release();
    }
  }

  @PreDestroy
  void close() {
    stopped = true;
    for (ParserProcess each = idle.poll(); each != null; each = idle.poll()) {
      each.close();
    }
  }

  private void await() {
    try {
      if (!turns.tryAcquire(settings.timeout().toMillis(), TimeUnit.MILLISECONDS)) {
        throw new RaghubException(
            ErrorCode.QUEUE_FULL,
            settings.processes() + " files are being read, and others wait",
            settings.timeout());
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new RaghubException(ErrorCode.QUEUE_FULL, "the gateway stops", stop);
    }
  }

  private ParserProcess take() {
    for (ParserProcess each = idle.poll(); each != null; each = idle.poll()) {
      if (each.isAlive()) {
        return each;
      }
      each.close();
    }
    return ParserProcess.start(settings);
  }

  private void giveBack(ParserProcess process) {
    if (stopped || process.files() >= FILES || !process.isAlive()) {
      process.close();
      return;
    }
    idle.push(process);
    Thread.ofVirtual().start(() -> closeWhenIdle(process));
  }

  private void closeWhenIdle(ParserProcess process) {
    try {
      Thread.sleep(IDLE);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
    if (idle.remove(process)) {
      process.close();
    }
  }
}

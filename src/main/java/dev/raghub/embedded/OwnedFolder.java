package dev.raghub.embedded;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// A folder that this JVM holds, with the server processes that it started there. Whoever closes
/// it, or the JVM's end, stops the processes in reverse order and then gives the folder free.
final class OwnedFolder implements AutoCloseable {
  private final EmbeddedSettings settings;
  private final FolderLock lock;
  private final Secrets secrets;
  private final ProcessLauncher launcher;
  private final List<ServerProcess> processes = new ArrayList<>();
  private final AtomicBoolean closing = new AtomicBoolean();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread hook = new Thread(this::closeAtShutdown, "embedded-servers-stop");

  private OwnedFolder(
      EmbeddedSettings settings, FolderLock lock, Secrets secrets, ProcessLauncher launcher) {
    this.settings = settings;
    this.lock = lock;
    this.secrets = secrets;
    this.launcher = launcher;
  }

  static OwnedFolder claim(EmbeddedSettings settings) {
    FolderLock lock = FolderLock.acquire(settings.folder());
    try {
      Secrets secrets = Secrets.in(settings.folder());
      ProcessLauncher launcher = ProcessLauncher.forFolder(settings.folder());
      OwnedFolder folder = new OwnedFolder(settings, lock, secrets, launcher);
      Runtime.getRuntime().addShutdownHook(folder.hook);
      return folder;
    } catch (RuntimeException | Error failed) {
      lock.close();
      throw failed;
    }
  }

  EmbeddedSettings settings() {
    return settings;
  }

  Secrets secrets() {
    return secrets;
  }

  ProcessLauncher launcher() {
    return launcher;
  }

  /// Starts a server and makes this folder responsible for its end.
  synchronized ServerProcess launch(ServerCommand command) {
    if (closing.get()) {
      throw Failures.server(
          "The folder is being closed, so no server starts: " + settings.folder());
    }
    ServerProcess process = ServerProcess.start(launcher, command);
    processes.add(process);
    return process;
  }

  /// Stops and forgets a process whose start is to be tried again.
  synchronized void discard(ServerProcess process) {
    process.stop();
    processes.remove(process);
  }

  synchronized List<String> dead() {
    return processes.stream()
        .filter(process -> !process.isAlive())
        .map(ServerProcess::name)
        .toList();
  }

  /// Returns when everything is stopped, whichever thread does it.
  @Override
  public void close() {
    if (closing.compareAndSet(false, true)) {
      try {
        stopProcesses();
        lock.close();
      } finally {
        closed.countDown();
        forgetHook();
      }
    } else {
      awaitClosed();
    }
  }

  /// Closes without letting a second failure hide the first.
  void closeAfter(Throwable failed) {
    try {
      close();
    } catch (RuntimeException second) {
      failed.addSuppressed(second);
    }
  }

  private synchronized void stopProcesses() {
    processes.forEach(ServerProcess::requestStop);
    processes.reversed().forEach(ServerProcess::stop);
  }

  private void closeAtShutdown() {
    try {
      boolean done = closed.await(settings.shutdownGrace().toMillis(), TimeUnit.MILLISECONDS);
      if (!done) {
        close();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void awaitClosed() {
    try {
      closed.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void forgetHook() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException shuttingDown) {
      // The hook is already running, and finds nothing left to do.
    }
  }
}

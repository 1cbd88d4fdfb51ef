package dev.raghub.ingest;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Does work one piece behind whoever brings it: while a batch is stored, the next one is read.
/// What fails is thrown to the bringer at the next piece.
final class Behind implements AutoCloseable {
  private final ExecutorService thread = Executors.newVirtualThreadPerTaskExecutor();
  private Future<?> piece = CompletableFuture.completedFuture(true);

  /// Begins with this piece as soon as the one before is done.
  void then(Runnable work) {
    finish();
    piece = thread.submit(work);
  }

  /// Waits until all is done.
  void finish() {
    try {
      piece.get();
    } catch (ExecutionException failed) {
      switch (failed.getCause()) {
        case RuntimeException known -> throw known;
        case Error broken -> throw broken;
        case null, default -> throw new IllegalStateException(failed);
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("stopped", stop);
    }
  }

  /// Waits for what was begun; where we are interrupted, it is.
  @Override
  public void close() {
    thread.close();
  }
}

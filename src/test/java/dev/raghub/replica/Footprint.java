package dev.raghub.replica;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import javax.management.MBeanServerConnection;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/// How much memory another JVM takes.
final class Footprint implements AutoCloseable {
  private static final long MEGABYTE = 1L << 20;

  private final ProcessHandle process;
  private final JMXConnector connector;
  private final MemoryMXBean memory;

  private Footprint(ProcessHandle process, JMXConnector connector, MemoryMXBean memory) {
    this.process = process;
    this.connector = connector;
    this.memory = memory;
  }

  /// Trusts what it says over JMX: the test has started it itself.
  @SuppressWarnings("BanJNDI")
  static Footprint of(ProcessHandle process) {
    try {
      VirtualMachine machine = VirtualMachine.attach(Long.toString(process.pid()));
      try {
        JMXConnector connector =
            JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent()));
        MBeanServerConnection server = connector.getMBeanServerConnection();
        return new Footprint(
            process,
            connector,
            ManagementFactory.newPlatformMXBeanProxy(
                server, ManagementFactory.MEMORY_MXBEAN_NAME, MemoryMXBean.class));
      } finally {
        machine.detach();
      }
    } catch (AttachNotSupportedException refused) {
      throw new IllegalStateException(refused);
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  /// What is alive on its heap, in megabytes. It stands still meanwhile.
  long heap() {
    memory.gc();
    return memory.getHeapMemoryUsage().getUsed() / MEGABYTE;
  }

  /// What it holds of the machine's memory, in megabytes; empty where the system does not tell.
  Optional<Long> resident() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
          .findFirst();
    } catch (IOException untold) {
      return Optional.empty();
    }
  }

  /// What it has had of the processors so far. It says of work what a clock cannot on a machine
  /// that does other things as well.
  Duration processors() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  @Override
  public void close() {
    try {
      connector.close();
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }
}

package dev.raghub.replica;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.ClassType;
import com.sun.jdi.IncompatibleThreadStateException;
import com.sun.jdi.ObjectReference;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.AttachingConnector;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.connect.IllegalConnectorArgumentsException;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.EventSet;
import dev.raghub.FreePort;
import dev.raghub.GatewayProcess;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// Stops a gateway's process at a step, so that it is killed there and not somewhere near.
record Debugger(int port) {
  static Debugger onAFreePort() {
    return new Debugger(FreePort.find());
  }

  /// What makes a JVM listen to it.
  List<String> options() {
    return List.of(
        "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:" + port);
  }

  /// Waits until a change or a run passes this step, and kills the process while it stands there.
  void killAt(Enum<?> step, GatewayProcess gateway, Runnable edits) throws Exception {
    killAt(step, 1, gateway, edits);
  }

  /// The same when it has passed so many times.
  void killAt(Enum<?> step, int times, GatewayProcess gateway, Runnable edits) throws Exception {
    VirtualMachine machine = attach();
    machine
        .classesByName("dev.raghub.NoCheckpoint")
        .getFirst()
        .methodsByName("passed")
        .forEach(
            passed ->
                machine.eventRequestManager().createBreakpointRequest(passed.location()).enable());
    Thread beside = begin(edits);
    int left = times;
    while (left > 0) {
      EventSet events = machine.eventQueue().remove(60_000);
      if (events == null) {
        throw new AssertionError("nothing passed " + step);
      }
      left -=
          (int)
              events.stream()
                  .filter(
                      event -> event instanceof BreakpointEvent at && step(at).equals(step.name()))
                  .count();
      if (left > 0) {
        events.resume();
      }
    }
    gateway.kill();
    // What it asked has failed by now; what it wrote elsewhere is part of the test.
    beside.join();
  }

  /// Kills the process when it comes to this method.
  void killIn(String type, String method, GatewayProcess gateway, Runnable edits) throws Exception {
    VirtualMachine machine = attach();
    var entered = machine.classesByName(type).getFirst().methodsByName(method);
    entered.forEach(
        each -> machine.eventRequestManager().createBreakpointRequest(each.location()).enable());
    Thread beside = begin(edits);
    EventSet events = machine.eventQueue().remove(60_000);
    while (events != null && events.stream().noneMatch(BreakpointEvent.class::isInstance)) {
      events.resume();
      events = machine.eventQueue().remove(60_000);
    }
    if (events == null) {
      throw new AssertionError("nothing came to " + method);
    }
    gateway.kill();
    // What it asked has failed by now; what it wrote elsewhere is part of the test.
    beside.join();
  }

  /// Beside us: an edit may ask the very process that then stands still, before it has answered.
  private static Thread begin(Runnable edits) {
    return Thread.ofVirtual().name("edits").start(edits);
  }

  private VirtualMachine attach() throws IOException, IllegalConnectorArgumentsException {
    AttachingConnector connector =
        Bootstrap.virtualMachineManager().attachingConnectors().stream()
            .filter(each -> each.name().equals("com.sun.jdi.SocketAttach"))
            .findFirst()
            .orElseThrow();
    Map<String, Connector.Argument> arguments = connector.defaultArguments();
    arguments.get("hostname").setValue("127.0.0.1");
    arguments.get("port").setValue("" + port);
    return connector.attach(arguments);
  }

  private static String step(BreakpointEvent at) {
    try {
      ObjectReference step = (ObjectReference) at.thread().frame(0).getArgumentValues().getFirst();
      ClassType type = (ClassType) step.referenceType();
      return ((com.sun.jdi.StringReference) step.getValue(type.superclass().fieldByName("name")))
          .value();
    } catch (IncompatibleThreadStateException running) {
      throw new IllegalStateException(running);
    }
  }
}

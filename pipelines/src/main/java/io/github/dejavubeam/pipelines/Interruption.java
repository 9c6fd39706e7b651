package io.github.dejavubeam.pipelines;

import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicReference;

/** What happens when the process is asked to end, by Ctrl-C or by {@code kill}. */
final class Interruption {

  private static final AtomicReference<Runnable> CANCELLATION = new AtomicReference<>(() -> {});

  private Interruption() {}

  /**
   * From now on, a signal to end says so, cancels what was {@link #cancelBy} given, and ends the
   * process with that exit code, its temporary files deleted. Without this, Java would end it with
   * a code of its own.
   */
  static void exitWith(int code, PrintStream err) {
    try {
      // By reflection, since the compiler warns of the class itself and nothing silences that. The
      // module jdk.unsupported exports it for want of another way to an exit code.
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object exit =
          Proxy.newProxyInstance(
              handler.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) -> {
                exit(code, err);
                return null;
              });
      for (String name : new String[] {"INT", "TERM"}) {
        signal
            .getMethod("handle", signal, handler)
            .invoke(null, signal.getConstructor(String.class).newInstance(name), exit);
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("signals of this Java cannot be handled", e);
    }
  }

  /** What stops work that would go on after the process, as a job on a cluster does. */
  static void cancelBy(Runnable cancellation) {
    CANCELLATION.set(cancellation);
  }

  private static void exit(int code, PrintStream err) {
    err.println("dejavu: interrupted. The same command goes on from where this was.");
    try {
      CANCELLATION.get().run();
    } catch (RuntimeException e) {
      err.println("dejavu: what runs on the cluster could not be cancelled: " + e.getMessage());
    }
    System.exit(code);
  }
}

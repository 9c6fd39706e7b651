package io.github.dejavubeam.pipelines;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.concurrent.atomic.AtomicInteger;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.agent.ByteBuddyAgent;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.dynamic.loading.ClassReloadingStrategy;

/**
 * Makes models fail as often as a test wants: from the first injection on, ONNX Runtime asks here
 * before it computes a graph.
 */
public final class FaultyModels {

  private static final AtomicInteger SOUND = new AtomicInteger();
  private static final AtomicInteger LEFT = new AtomicInteger();
  private static volatile String message = "";
  private static volatile Thread trial = Thread.currentThread();
  private static boolean asked;

  private FaultyModels() {}

  /**
   * So many calls from now on are sound, and so many after them fail. Calls of this thread do not
   * count: before a job, it tries models.
   */
  static synchronized void inject(int sound, int failing, String words) {
    if (!asked) {
      ByteBuddyAgent.install();
      // All calls end in the method of four parameters.
      new ByteBuddy()
          .redefine(OrtSession.class)
          .visit(Advice.to(BeforeRun.class).on(named("run").and(takesArguments(4))))
          .make()
          .load(OrtSession.class.getClassLoader(), ClassReloadingStrategy.fromInstalledAgent());
      asked = true;
    }
    trial = Thread.currentThread();
    message = words;
    SOUND.set(sound);
    LEFT.set(failing);
  }

  /** From now on nothing fails; returns how many of the injected faults have not come true. */
  static int clear() {
    return Math.max(0, LEFT.getAndSet(0));
  }

  /** Fails if that was injected; public since ONNX Runtime's class calls it. */
  public static void perhapsFail() throws OrtException {
    if (Thread.currentThread() != trial
        && LEFT.get() > 0
        && SOUND.getAndDecrement() <= 0
        && LEFT.getAndDecrement() > 0) {
      throw new OrtException(message);
    }
  }

  /** What becomes the beginning of ONNX Runtime's method. */
  static final class BeforeRun {

    private BeforeRun() {}

    @Advice.OnMethodEnter
    static void run() throws OrtException {
      FaultyModels.perhapsFail();
    }
  }
}

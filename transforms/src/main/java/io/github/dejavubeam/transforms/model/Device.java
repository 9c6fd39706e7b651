package io.github.dejavubeam.transforms.model;

import io.github.dejavubeam.transforms.onnx.Cuda;
import io.github.dejavubeam.transforms.onnx.CudaSettings;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where models run. */
public enum Device {
  /** The processor. */
  CPU,
  /** A CUDA device, or nothing: never the processor in its place. */
  CUDA,
  /** A CUDA device where there is one, else the processor. */
  AUTO;

  private static final Logger LOG = LoggerFactory.getLogger(Device.class);

  /**
   * The device of that label: {@code cpu}, {@code cuda} or {@code auto}.
   *
   * @throws IllegalArgumentException naming the known devices
   */
  public static Device of(String label) {
    for (Device device : values()) {
      if (device.label().equals(label)) {
        return device;
      }
    }
    throw new IllegalArgumentException(
        "--device=" + label + ": no such device; choose from cpu, cuda, auto");
  }

  /** The name in options: {@code cpu}, {@code cuda} or {@code auto}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The placement on this machine. What {@link #AUTO} chose is logged once; it takes CUDA only
   * where that can be used with these settings.
   *
   * @throws IllegalArgumentException if CUDA is demanded and cannot be used, with the reason
   */
  public Placement resolve(CudaSettings settings) {
    return switch (this) {
      case CPU -> Placement.CPU;
      case CUDA -> {
        Cuda.fault(settings)
            .ifPresent(
                fault -> {
                  throw new IllegalArgumentException(
                      "--device=cuda: " + fault + "; " + Cuda.MEND + ", or use --device=cpu");
                });
        yield new Placement(CUDA, settings);
      }
      case AUTO ->
          AutoChoice.DEVICE == CUDA && Cuda.fault(settings).isEmpty()
              ? new Placement(CUDA, settings)
              : Placement.CPU;
    };
  }

  private static final class AutoChoice {
    static final Device DEVICE = choose();

    private static Device choose() {
      Optional<String> fault = Cuda.fault();
      LOG.info("--device=auto: models run on {}", fault.isEmpty() ? "CUDA" : "the CPU");
      fault.ifPresent(reason -> LOG.debug("no CUDA: {}", reason));
      return fault.isEmpty() ? CUDA : CPU;
    }
  }
}

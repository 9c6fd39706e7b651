package io.github.dejavubeam.transforms.report;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.util.Locale;

/** Numbers as results print them, the same in every locale. */
final class NumberText {

  private static final String NOT_MEASURED = "-";

  private NumberText() {}

  /** The shortest text that parses to the same double; empty where it is not finite; -0 as 0. */
  static String full(double value) {
    return Double.isFinite(value) ? NumberOutput.toString(value + 0.0, true) : "";
  }

  /** A gap with its sign and three decimals: {@code +0.157}. */
  static String signed(double value) {
    if (!Double.isFinite(value)) {
      return NOT_MEASURED;
    }
    String text = String.format(Locale.ROOT, "%+.3f", value);
    return text.substring(1).equals("0.000") ? "0.000" : text;
  }

  /** A mean or share with three decimals: {@code 0.673}. */
  static String share(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%.3f", value) : NOT_MEASURED;
  }

  /** A share as a number of percent or percentage points with one decimal: {@code 15.7}. */
  static String percent(double value) {
    if (!Double.isFinite(value)) {
      return NOT_MEASURED;
    }
    String text = String.format(Locale.ROOT, "%.1f", 100 * value);
    return text.equals("-0.0") ? "0.0" : text;
  }

  /** A p-value with three decimals, or that it is smaller than these show. */
  static String pValue(double value) {
    return value < 0.001 ? "<0.001" : share(value);
  }
}

package io.github.dejavubeam.pipelines;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;
import org.apache.commons.text.StringEscapeUtils;

/**
 * A log for programs: a JSON object a line with {@code time} (ISO 8601, UTC), {@code level}, {@code
 * logger}, {@code thread} (number), {@code message} and, of an exception, {@code thrown} with its
 * stack. Named by the launcher and by the local cluster.
 */
public final class JsonLines extends Formatter {

  @Override
  public String format(LogRecord message) {
    StringBuilder line = new StringBuilder("{");
    field(line, "time", message.getInstant().toString());
    field(line, "level", message.getLevel().getName());
    field(line, "logger", String.valueOf(message.getLoggerName()));
    line.append("\"thread\":").append(message.getLongThreadID()).append(',');
    field(line, "message", formatMessage(message));
    if (message.getThrown() != null) {
      StringWriter stack = new StringWriter();
      message.getThrown().printStackTrace(new PrintWriter(stack));
      field(line, "thrown", stack.toString());
    }
    line.setCharAt(line.length() - 1, '}');
    return line.append('\n').toString();
  }

  private static void field(StringBuilder line, String name, String value) {
    line.append('"').append(name).append("\":\"");
    line.append(StringEscapeUtils.escapeJson(value)).append("\",");
  }
}

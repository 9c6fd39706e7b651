package io.github.dejavubeam.transforms.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import javax.annotation.Nullable;

/**
 * What a reader can choose to see in plots.
 *
 * @param name what is chosen
 * @param column the rows with the chosen value in that column are drawn; null where the value is
 *     the column that is drawn
 * @param values each value with its name
 * @param value the one that is chosen at first
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PlotChoice(String name, @Nullable String column, List<List<String>> values, String value) {

  /** A choice of rows, whose values are their own names. */
  static PlotChoice ofRows(String name, String column, List<String> values, String value) {
    return new PlotChoice(
        name, column, values.stream().map(each -> List.of(each, each)).toList(), value);
  }

  /** A choice of the column that is drawn, the first at first; each with its name. */
  static PlotChoice ofColumns(String name, List<List<String>> columns) {
    return new PlotChoice(name, null, columns, columns.get(0).get(0));
  }
}

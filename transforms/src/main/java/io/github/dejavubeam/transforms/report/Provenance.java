package io.github.dejavubeam.transforms.report;

import java.util.Map;
import java.util.TreeMap;

/** How a study came to be, as HTML: its models, its settings, what the program ran on. */
final class Provenance {

  private Provenance() {}

  /** All of it; when the study ran is in {@code manifest.json} alone. */
  static String html(StudyManifest study) {
    return models(study)
        + "<h3>Settings</h3>\n"
        + definitions(study.options())
        + "<h3>Program</h3>\n"
        + definitions(
            Map.of(
                study.program(),
                study.programVersion() + ", " + study.verb(),
                "Java",
                study.versions().java(),
                "system",
                study.versions().os(),
                "ONNX Runtime",
                study.versions().onnxRuntime(),
                "Apache Beam",
                study.versions().beam()));
  }

  private static String models(StudyManifest study) {
    StringBuilder html = new StringBuilder("<h3>Models</h3>\n<dl>\n");
    for (StudyManifest.Model model : study.models()) {
      html.append("<dt>")
          .append(Html.name(model.name()))
          .append("</dt><dd>")
          .append(Html.name(model.directory()))
          .append("<br><span class=\"note\">")
          .append(Html.name(model.digest()))
          .append("</span></dd>\n");
    }
    return html.append("</dl>\n").toString();
  }

  private static String definitions(Map<String, String> values) {
    StringBuilder html = new StringBuilder("<dl>\n");
    new TreeMap<>(values)
        .forEach(
            (name, value) ->
                html.append("<dt>")
                    .append(Html.name(name))
                    .append("</dt><dd>")
                    .append(Html.name(value))
                    .append("</dd>\n"));
    return html.append("</dl>\n").toString();
  }
}

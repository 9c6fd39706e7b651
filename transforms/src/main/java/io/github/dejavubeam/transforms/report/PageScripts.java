package io.github.dejavubeam.transforms.report;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The scripts of a page. Its policy names them by their digests, so that nothing that came with the
 * data could ever run.
 */
final class PageScripts {

  private static final String ECHARTS = "/META-INF/resources/webjars/echarts/5.3.1/";

  private final List<String> scripts;
  private final String notices;

  private PageScripts(List<String> scripts, String notices) {
    this.scripts = scripts;
    this.notices = notices;
  }

  /** The charting library and what draws the plots of a report with it. */
  static PageScripts ofReport() {
    return new PageScripts(
        List.of(HtmlPage.read(ECHARTS + "dist/echarts.min.js"), HtmlPage.read("report.js")),
        HtmlPage.read(ECHARTS + "NOTICE") + "\n" + HtmlPage.read(ECHARTS + "licenses/LICENSE-d3"));
  }

  /** The elements. */
  String html() {
    return scripts.stream()
        .map(script -> "<script>" + script + "</script>\n")
        .collect(Collectors.joining());
  }

  /** The sources that a content security policy allows. */
  String hashes() {
    return scripts.stream().map(PageScripts::hash).collect(Collectors.joining(" "));
  }

  /** What the licences of others want to be said. */
  String notices() {
    return notices;
  }

  private static String hash(String script) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}

package io.github.dejavubeam.transforms.report;

import io.github.dejavubeam.schemas.GalleryExample;
import io.github.dejavubeam.schemas.Thumbnail;
import java.util.List;
import java.util.Optional;

/**
 * The gallery as HTML. Whether a label is recovered is said by its colour, by a mark and, to who
 * hears the page, in words.
 */
final class GalleryHtml {

  /**
   * What is said of the examples of one comparison.
   *
   * @param heading the comparison, as HTML
   * @param model name of the audited model
   * @param reference name of the reference
   */
  record Names(String heading, String model, String reference) {}

  /** Says how memorized an example is, as HTML. */
  interface Score {
    String of(GalleryExample example);
  }

  private final Gallery gallery;
  private final Score score;
  private final String subject;
  private final StringBuilder html = new StringBuilder();

  private GalleryHtml(Gallery gallery, Score score, String subject) {
    this.gallery = gallery;
    this.score = score;
    this.subject = subject;
  }

  /**
   * The gallery.
   *
   * @param names of the comparison of every place
   * @param subject what the true labels of an example are, for instance its objects
   */
  static String of(Gallery gallery, List<Names> names, Score score, String subject) {
    if (gallery.examples().isEmpty()) {
      return "";
    }
    return new GalleryHtml(gallery, score, subject).all(names);
  }

  private String all(List<Names> names) {
    html.append(
        "<p class=\"note\">The first examples of each comparison, and the public examples that each"
            + " side finds nearest. <span class=\"label recovered\">true of the example</span> <span"
            + " class=\"label spurious\">not true of it</span> <span class=\"label missed\">true, and"
            + " not recovered</span></p>\n");
    if (!gallery.hasPictures()) {
      html.append(
          "<p class=\"note\">Without pictures: they are read from shards, and the study was given"
              + " vectors.</p>\n");
    }
    gallery
        .examples()
        .forEach(
            (place, examples) -> {
              html.append("<h3>").append(names.get(place).heading()).append("</h3>\n");
              html.append("<div class=\"gallery\">\n");
              for (int i = 0; i < examples.size(); i++) {
                example(i + 1, examples.get(i), names.get(place));
              }
              html.append("</div>\n");
            });
    return html.toString();
  }

  private void example(int number, GalleryExample example, Names names) {
    Optional<Thumbnail> thumbnail = gallery.thumbnail(Gallery.TARGET, example.id());
    html.append("<article class=\"example\">\n<h4>")
        .append(number)
        .append(". ")
        .append(Html.name(example.id()))
        .append("</h4>\n<p class=\"score\">")
        .append(score.of(example))
        .append("</p>\n<div class=\"subject\">\n<div class=\"pictures\">");
    picture(thumbnail.map(Thumbnail::image).orElse(""), "Target image " + example.id());
    thumbnail
        .map(Thumbnail::crop)
        .filter(crop -> !crop.isEmpty())
        .ifPresent(crop -> picture(crop, "Its background, which is all that the predictors see"));
    html.append("</div>\n<div>\n");
    thumbnail
        .map(Thumbnail::caption)
        .filter(caption -> !caption.isEmpty())
        .ifPresent(
            caption ->
                html.append("<blockquote><bdi>")
                    .append(Html.escape(caption))
                    .append("</bdi></blockquote>\n"));
    html.append("<p class=\"what\">").append(subject).append("</p>\n<ul class=\"labels\">\n");
    example.objects().forEach(object -> trueObject(object, names));
    html.append("</ul>\n</div>\n</div>\n");
    retrieved(names.model(), example.model());
    retrieved(names.reference(), example.reference());
    html.append("</article>\n");
  }

  private void trueObject(GalleryExample.TrueObject object, Names names) {
    String by =
        object.byModel() && object.byReference()
            ? "by both"
            : object.byModel()
                ? "by " + Html.name(names.model()) + " alone"
                : object.byReference()
                    ? "by " + Html.name(names.reference()) + " alone"
                    : "by neither";
    html.append("<li><span class=\"label ")
        .append(object.byModel() || object.byReference() ? "recovered" : "missed")
        .append("\">")
        .append(Html.name(object.label()))
        .append("</span> <span class=\"note\">")
        .append(by)
        .append("</span></li>\n");
  }

  private void retrieved(String name, GalleryExample.Retrieved retrieved) {
    html.append("<h5>").append(Html.name(name)).append("</h5>\n");
    if (!retrieved.neighbours().isEmpty()) {
      html.append("<ol class=\"neighbours\">\n");
      retrieved.neighbours().forEach(this::neighbour);
      html.append("</ol>\n");
    }
    html.append("<p class=\"predicted\"><span class=\"what\">Predicts</span> ");
    retrieved.predicted().forEach(this::label);
    if (retrieved.unlisted() > 0) {
      html.append("<span class=\"note\">and ").append(retrieved.unlisted()).append(" more</span>");
    }
    html.append("</p>\n");
  }

  private void neighbour(GalleryExample.Neighbour neighbour) {
    Optional<Thumbnail> thumbnail = gallery.thumbnail(Gallery.PUBLIC, neighbour.id());
    String caption = thumbnail.map(Thumbnail::caption).orElse("");
    html.append("<li>");
    picture(
        thumbnail.map(Thumbnail::image).orElse(""),
        "Public image " + neighbour.id() + (caption.isEmpty() ? "" : ": " + caption));
    html.append("<p class=\"labels\">");
    neighbour.labels().forEach(this::label);
    html.append("</p></li>\n");
  }

  private void label(GalleryExample.Label label) {
    html.append("<span class=\"label ")
        .append(label.recovered() ? "recovered" : "spurious")
        .append("\">")
        .append(Html.name(label.label()))
        .append("<span class=\"hidden\">")
        .append(label.recovered() ? " (true)" : " (not true)")
        .append("</span></span> ");
  }

  private void picture(String jpeg, String alternative) {
    if (jpeg.isEmpty()) {
      html.append("<span class=\"picture\">")
          .append("<span class=\"hidden\">")
          .append(Html.escape(alternative))
          .append(": </span>no picture</span>");
    } else {
      html.append("<img class=\"picture\" src=\"data:image/jpeg;base64,")
          .append(jpeg)
          .append("\" alt=\"")
          .append(Html.escape(alternative))
          .append("\" title=\"")
          .append(Html.escape(alternative))
          .append("\">");
    }
  }
}

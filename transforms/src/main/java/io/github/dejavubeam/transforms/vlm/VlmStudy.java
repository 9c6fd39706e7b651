package io.github.dejavubeam.transforms.vlm;

import io.github.dejavubeam.schemas.Comparison;
import io.github.dejavubeam.schemas.Mode;
import io.github.dejavubeam.schemas.ReferenceKind;
import io.github.dejavubeam.transforms.gallery.GallerySize;
import io.github.dejavubeam.transforms.shift.MeasureShift;
import io.github.dejavubeam.transforms.vectors.EncoderPair;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What a study searches and compares (method, part 1): every model against every reference, in
 * every mode, for every k and choice of predicted objects. Each encoder pair is searched once, with
 * the largest k.
 */
public final class VlmStudy implements Serializable {

  private static final long serialVersionUID = 1;

  /**
   * A comparison and the searches that answer it.
   *
   * @param comparison what is compared
   * @param modelSearch ordinal of the model's search
   * @param referenceSearch ordinal of the reference's search
   */
  public record Pairing(Comparison comparison, int modelSearch, int referenceSearch)
      implements Serializable {}

  /** Neighbours past these explain nothing to a reader. */
  private static final int SHOWABLE = 10;

  private final ArrayList<EncoderPair> searches = new ArrayList<>();
  private final ArrayList<Pairing> pairings = new ArrayList<>();
  private final ArrayList<Integer> ks;
  private final ArrayList<Integer> galleryPlaces;
  private final double minScore;

  /**
   * A study.
   *
   * @param models the audited models
   * @param references what they are compared with
   * @param modes modes of the models
   * @param ks numbers of neighbours
   * @param objectLimits numbers of predicted objects, {@link Comparison#ALL_OBJECTS} for all
   * @param minScore annotated objects with a lower score do not count
   * @throws IllegalArgumentException if something is missing, named twice, or a model is a text
   *     embedder
   */
  public VlmStudy(
      List<Contestant> models,
      List<Contestant> references,
      List<Mode> modes,
      List<Integer> ks,
      List<Integer> objectLimits,
      double minScore) {
    requireNames(models, references);
    this.ks = new ArrayList<>(new java.util.TreeSet<>(ks));
    this.minScore = minScore;
    for (Contestant model : models) {
      for (Contestant reference : references) {
        for (Mode mode : new java.util.TreeSet<>(modes)) {
          int modelSearch = search(model, mode);
          int referenceSearch = search(reference, reference.visionLanguage() ? mode : Mode.T2T);
          for (int k : this.ks) {
            for (int limit : new java.util.TreeSet<>(objectLimits)) {
              Comparison comparison =
                  Comparison.of(
                      model.name(),
                      reference.name(),
                      reference.visionLanguage()
                          ? ReferenceKind.TWO_MODEL
                          : ReferenceKind.ONE_MODEL,
                      mode,
                      k,
                      limit);
              pairings.add(new Pairing(comparison, modelSearch, referenceSearch));
            }
          }
        }
      }
    }
    if (pairings.isEmpty()) {
      throw new IllegalArgumentException(
          "a study needs a model, a reference, a mode, a k and a choice of objects");
    }
    Collections.sort(pairings, (a, b) -> a.comparison().compareTo(b.comparison()));
    galleryPlaces = new ArrayList<>(showable());
  }

  private static void requireNames(List<Contestant> models, List<Contestant> references) {
    Set<String> names = new HashSet<>();
    for (List<Contestant> contestants : List.of(models, references)) {
      for (Contestant contestant : contestants) {
        if (!names.add(contestant.name())) {
          throw new IllegalArgumentException(
              "two models are named '"
                  + contestant.name()
                  + "': tell them apart with NAME=DIR, for instance --reference=other="
                  + contestant.name());
        }
      }
    }
    for (Contestant model : models) {
      if (!model.visionLanguage()) {
        throw new IllegalArgumentException(
            "--model="
                + model.name()
                + " embeds no images: the audited model must be a vision-language model; a text"
                + " embedder can be a --reference");
      }
    }
  }

  private int search(Contestant contestant, Mode mode) {
    EncoderPair pair =
        new EncoderPair(
            contestant.textEncoder(),
            mode == Mode.T2I ? contestant.imageEncoder() : contestant.textEncoder());
    int ordinal = searches.indexOf(pair);
    if (ordinal < 0) {
      searches.add(pair);
      ordinal = searches.size() - 1;
    }
    return ordinal;
  }

  /** The searches; an ordinal is an index into this list. */
  public List<EncoderPair> searches() {
    return Collections.unmodifiableList(searches);
  }

  /**
   * The comparisons with their searches, in the order of results; an ordinal is an index into this
   * list.
   */
  public List<Pairing> pairings() {
    return Collections.unmodifiableList(pairings);
  }

  /** The comparisons in the order of results. */
  public List<Comparison> comparisons() {
    return pairings.stream().map(Pairing::comparison).toList();
  }

  /** The searches of the references, each once, as spaces that distances are taken in. */
  public List<MeasureShift.Space> referenceSpaces() {
    return referenceSearches().stream()
        .map(
            search -> {
              Comparison comparison =
                  pairings.stream()
                      .filter(pairing -> pairing.referenceSearch() == search)
                      .findFirst()
                      .orElseThrow()
                      .comparison();
              boolean captions = comparison.kind() == ReferenceKind.ONE_MODEL;
              return new MeasureShift.Space(
                  comparison.reference(), captions ? Mode.T2T : comparison.mode());
            })
        .toList();
  }

  /** Ordinals of these searches. */
  List<Integer> referenceSearches() {
    return pairings.stream().map(Pairing::referenceSearch).distinct().toList();
  }

  /**
   * The places of the comparisons whose most memorized examples are shown: of each model, reference
   * and mode the one with the most objects, and of the numbers of neighbours the largest that can
   * still be looked at.
   */
  List<Integer> galleryPlaces() {
    return galleryPlaces;
  }

  /** How many examples of each of them are shown. */
  public int galleryExamples() {
    return GallerySize.each(galleryPlaces.size());
  }

  private List<Integer> showable() {
    int k = ks.stream().filter(each -> each <= SHOWABLE).reduce((a, b) -> b).orElse(ks.get(0));
    int limit =
        pairings.stream().mapToInt(each -> each.comparison().objectLimit()).max().orElseThrow();
    return IntStream.range(0, pairings.size())
        .filter(place -> pairings.get(place).comparison().k() == k)
        .filter(place -> pairings.get(place).comparison().objectLimit() == limit)
        .limit(GallerySize.EXAMPLES)
        .boxed()
        .toList();
  }

  /** The numbers of neighbours, ascending. */
  public List<Integer> ks() {
    return Collections.unmodifiableList(ks);
  }

  /** The largest number of neighbours. */
  public int largestK() {
    return ks.get(ks.size() - 1);
  }

  /** Lowest score of an annotated object that counts. */
  public double minScore() {
    return minScore;
  }
}

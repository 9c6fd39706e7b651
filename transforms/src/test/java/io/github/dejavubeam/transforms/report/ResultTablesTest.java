package io.github.dejavubeam.transforms.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.dejavubeam.schemas.Comparison;
import io.github.dejavubeam.schemas.VlmSummary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ResultTablesTest {

  @Test
  void aComparisonIsARowWithAllItsNumbers() {
    VlmSummary summary =
        Studies.summary(
            Studies.result(
                Studies.comparison("clip-a", "clip-b", 10, Comparison.ALL_OBJECTS),
                Studies.POSITIVE,
                Studies.UNMEASURED));

    assertEquals(
        """
        model,reference,kind,mode,k,objects,n,ppg,ppgLow,ppgHigh,ppgPValue,prg,prgLow,prgHigh,prgPValue,\
        aucg,aucgLow,aucgHigh,aucgPValue,precisionWins,precisionLosses,recallWins,recallLosses,\
        precision,precisionReference,recall,recallReference,ppgPAdjusted,prgPAdjusted,aucgPAdjusted
        clip-a,clip-b,two-model,t2i,10,all,16,0.25,0.125,0.375,1.0E-9,,,,,\
        0.1,-0.05,0.25,0.19,6,2,5,1,\
        0.114,0.0995,0.673,0.577,2.0E-9,,0.19
        """,
        csv(summary, "comparisons.csv"));
    assertEquals(
        """
        model,reference,kind,mode,k,objects,order,fraction,records,precisionGap,recallGap,fGap,\
        precisionGapLow,precisionGapHigh,recallGapLow,recallGapHigh,fGapLow,fGapHigh
        clip-a,clip-b,two-model,t2i,10,all,max_pred_gap,0.01,1,1.0,1.0,0.999995,,,,,,
        clip-a,clip-b,two-model,t2i,10,all,max_pred_gap,0.1,1,0.25,0.75,0.375,,,,,,
        clip-a,clip-b,two-model,t2i,10,all,min_dist,0.1,1,0.2,0.5,0.3,,,,,,
        """,
        csv(summary, "most-memorized.csv"));
    assertEquals(
        """
        model,reference,kind,mode,k,objects,order,fraction,records,precisionGap,recallGap,fGap,\
        precisionGapLow,precisionGapHigh,recallGapLow,recallGapHigh,fGapLow,fGapHigh
        clip-a,clip-b,two-model,t2i,10,all,min_dist,1.0,16,0.0145,0.096,0.05,,,,,,
        """,
        csv(summary, "curves.csv"));
    assertEquals(
        """
        model,reference,kind,mode,k,objects,recall,share,shareReference
        clip-a,clip-b,two-model,t2i,10,all,0.0,1.0,1.0
        clip-a,clip-b,two-model,t2i,10,all,1.0,0.5,0.25
        """,
        csv(summary, "recall.csv"));
  }

  @Test
  void aControlSetHasATableOfItsGapsAndOfTheDifferences() {
    VlmSummary summary =
        Studies.controlled(
            Studies.result(
                    Studies.comparison("clip-a", "minilm", 10, 1),
                    Studies.NEGATIVE,
                    Studies.UNMEASURED)
                .toBuilder()
                .setControl(Studies.control(Studies.POSITIVE, Studies.UNDECIDED))
                .build());

    assertEquals(
        """
        model,reference,kind,mode,k,objects,n,nControl,\
        ppg,ppgControl,ppgControlLow,ppgControlHigh,ppgControlPValue,\
        ppgDifference,ppgDifferenceLow,ppgDifferenceHigh,ppgDifferencePValue,ppgDifferencePAdjusted,\
        prg,prgControl,prgControlLow,prgControlHigh,prgControlPValue,\
        prgDifference,prgDifferenceLow,prgDifferenceHigh,prgDifferencePValue,prgDifferencePAdjusted,\
        aucg,aucgControl,aucgControlLow,aucgControlHigh,aucgControlPValue,\
        aucgDifference,aucgDifferenceLow,aucgDifferenceHigh,aucgDifferencePValue,aucgDifferencePAdjusted
        clip-a,minilm,two-model,t2i,10,top-1,16,8,\
        -0.25,-0.25,-0.375,-0.125,1.0E-9,0.25,0.125,0.375,1.0E-9,3.0000000000000004E-9,\
        ,-0.25,-0.375,-0.125,1.0E-9,0.03125,-0.0625,0.125,0.5,0.5,\
        0.1,-0.25,-0.375,-0.125,1.0E-9,0.03125,-0.0625,0.125,0.5,0.5
        """,
        csv(summary, "control.csv"));
  }

  @Test
  void theMostMemorizedStandBesideTheControlsWhereItHasAsLargeAShare() {
    VlmSummary summary =
        Studies.controlled(
            Studies.result(
                    Studies.comparison("clip-a", "minilm", 10, 1),
                    Studies.NEGATIVE,
                    Studies.NEGATIVE)
                .toBuilder()
                .setControl(Studies.control(Studies.POSITIVE, Studies.UNDECIDED))
                .build());

    List<List<String>> rows = parse(csv(summary, "most-memorized.csv"));
    List<String> header = rows.get(0);
    List<String> without = rows.get(1);
    List<String> with = rows.get(3);
    assertEquals(header.size(), without.size());
    assertEquals("", without.get(header.indexOf("recordsControl")));
    assertEquals("1", with.get(header.indexOf("recordsControl")));
    assertEquals("-0.5", with.get(header.indexOf("precisionGapControl")));
    assertEquals("0.125", with.get(header.indexOf("precisionGapDifferenceLow")));
    assertEquals("2.0E-9", with.get(header.indexOf("precisionGapDifferencePAdjusted")));
    assertEquals("0.5", with.get(header.indexOf("recallGapDifferencePAdjusted")));
    assertEquals("", with.get(header.indexOf("fGapDifference")));
    assertEquals("", with.get(header.indexOf("fGapDifferencePAdjusted")));
  }

  @Test
  void namesAreQuotedWhereTheyMustBeAndNeverBecomeAFormula() {
    assertEquals("\"say \"\"hi\"\", you\"", firstCell("say \"hi\", you"));
    assertEquals("\"two\nlines\"", firstCell("two\nlines"));
    assertEquals("'=HYPERLINK(1)", firstCell("=HYPERLINK(1)"));
    assertEquals("\"'+1,2\"", firstCell("+1,2"));
    assertEquals("'-1", firstCell("-1"));
    assertEquals("'@x", firstCell("@x"));
    assertEquals("'\t=1", firstCell("\t=1"));
    assertEquals("a=1", firstCell("a=1"));
    assertEquals("<script>", firstCell("<script>"));
  }

  @Test
  void anyNameComesBackThroughAReaderOfTheStandard() {
    Random random = new Random(7);
    String alphabet = "ab,\"\n\r =\u202E\u00E9";
    for (int i = 0; i < 500; i++) {
      StringBuilder name = new StringBuilder("n");
      random
          .ints(random.nextInt(8), 0, alphabet.length())
          .forEach(at -> name.append(alphabet.charAt(at)));
      List<List<String>> rows = parse(csv(named(name.toString()), "comparisons.csv"));

      assertEquals(2, rows.size());
      assertEquals(rows.get(0).size(), rows.get(1).size());
      assertEquals(name.toString(), rows.get(1).get(0));
    }
  }

  @Test
  void theGoldenStudyHasARowForEachComparisonAndGap() throws IOException {
    VlmSummary golden = GoldenStudy.read();

    assertEquals(37, parse(csv(golden, "comparisons.csv")).size());
    assertEquals(1 + 36 * 9, parse(csv(golden, "most-memorized.csv")).size());
  }

  private static VlmSummary named(String model) {
    return Studies.summary(
        Studies.result(Studies.comparison(model, "b", 1, 1), Studies.POSITIVE, Studies.POSITIVE));
  }

  private static String firstCell(String model) {
    String text = csv(named(model), "comparisons.csv");
    int start = text.indexOf('\n') + 1;
    return text.substring(start, text.indexOf(",b,two-model", start));
  }

  private static String csv(VlmSummary summary, String table) {
    return new String(ResultTables.csv(summary).get(table), UTF_8);
  }

  /** RFC 4180 read character by character. */
  private static List<List<String>> parse(String text) {
    List<List<String>> rows = new ArrayList<>();
    List<String> row = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted && c == '"' && text.charAt(i + 1) == '"') {
        cell.append('"');
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && (c == ',' || c == '\n')) {
        row.add(cell.toString());
        cell.setLength(0);
        if (c == '\n') {
          rows.add(row);
          row = new ArrayList<>();
        }
      } else {
        cell.append(c);
      }
    }
    return rows;
  }
}

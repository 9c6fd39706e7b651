package io.github.dejavubeam.pipelines;

import java.util.List;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.Validation;

/** What a conversion of annotations is told. */
public interface AnnotationsOptions extends PipelineOptions {

  @Description(
      "What to convert: coco, instances JSON of COCO; voc, a folder of XML files as Pascal VOC and"
          + " ImageNet have them.")
  @Validation.Required
  String getFrom();

  void setFrom(String from);

  @Description("COCO: the JSON files, paths or globs. VOC: one local folder.")
  @Validation.Required
  List<String> getInput();

  void setInput(List<String> input);

  @Description("File of JSON lines to write, for --annotations. It must be absent.")
  @Validation.Required
  String getOutput();

  void setOutput(String output);

  @Description(
      "Keys of the examples: path, that of the image or XML file up to the first dot of its name;"
          + " name, the same without directories.")
  @Default.String("path")
  String getKeys();

  void setKeys(String keys);

  @Description(
      "VOC: number of the first column and row of an image. Pascal VOC counts from 1, ImageNet from"
          + " 0.")
  @Default.Integer(1)
  int getFirstPixel();

  void setFirstPixel(int firstPixel);
}

package io.github.dejavubeam.transforms.conversion;

import io.github.dejavubeam.transforms.conversion.AnnotationWriter.BoxedObject;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import javax.annotation.Nullable;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads the objects of one Pascal VOC annotation, {@code annotation/object} with {@code name} and
 * {@code bndbox}; their parts and all else are passed over. A file with a document type is refused,
 * as are entities therefore: they could name other files, or grow without bound.
 */
final class VocFile {

  private static final int MAX_DEPTH = 32;
  private static final List<String> SIDES = List.of("xmin", "ymin", "xmax", "ymax");

  private final AnnotationWriter out;
  private final int firstPixel;
  private final XMLInputFactory xml = XMLInputFactory.newDefaultFactory();

  /**
   * A reader of such files.
   *
   * @param out counts what is left out of them
   * @param firstPixel number of the first column and row of an image
   */
  VocFile(AnnotationWriter out, int firstPixel) {
    this.out = out;
    this.firstPixel = firstPixel;
    xml.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    xml.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    xml.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    xml.setProperty(XMLInputFactory.IS_COALESCING, true);
  }

  /**
   * The objects of a file, in its order.
   *
   * @param in bytes of the file, a bounded number
   * @throws MalformedAnnotationsException if it is none of that kind
   */
  List<BoxedObject> read(InputStream in) throws MalformedAnnotationsException {
    try {
      XMLStreamReader reader = xml.createXMLStreamReader(in);
      try {
        return objects(reader);
      } finally {
        reader.close();
      }
    } catch (XMLStreamException | RuntimeException e) {
      // Java's parser meets some broken texts with other exceptions than it declares.
      throw new MalformedAnnotationsException("file: it is no XML, or has a document type");
    }
  }

  private List<BoxedObject> objects(XMLStreamReader reader)
      throws XMLStreamException, MalformedAnnotationsException {
    List<BoxedObject> objects = new ArrayList<>();
    boolean annotation = false;
    while (reader.hasNext()) {
      int event = reader.next();
      if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
        throw new XMLStreamException("a document type");
      }
      if (event != XMLStreamConstants.START_ELEMENT) {
        continue;
      }
      if (!annotation) {
        annotation = reader.getLocalName().equals("annotation");
        if (!annotation) {
          throw new MalformedAnnotationsException("file: it has no element annotation");
        }
      } else if (reader.getLocalName().equals("object")) {
        BoxedObject object = object(reader);
        if (objects.size() == out.limits().maxObjects()) {
          out.leaveOut("object: its image has more than the limit");
        } else if (object != null) {
          objects.add(object);
        }
      } else {
        skip(reader);
      }
    }
    return objects;
  }

  @Nullable
  private BoxedObject object(XMLStreamReader reader) throws XMLStreamException {
    String label = "";
    double[] box = null;
    while (nextChild(reader)) {
      switch (reader.getLocalName()) {
        case "name" -> label = text(reader);
        case "bndbox" -> box = box(reader);
        default -> skip(reader);
      }
    }
    if (!out.takesLabel(label)) {
      return null;
    }
    if (box == null) {
      out.leaveOut("box: it is not four numbers in order");
    }
    return new BoxedObject(label, Double.NaN, box);
  }

  /** Left, top, right, bottom, the last two exclusive; null where there are not four. */
  @Nullable
  private double[] box(XMLStreamReader reader) throws XMLStreamException {
    double[] box = {Double.NaN, Double.NaN, Double.NaN, Double.NaN};
    while (nextChild(reader)) {
      int side = SIDES.indexOf(reader.getLocalName());
      if (side < 0) {
        skip(reader);
      } else {
        box[side] = number(text(reader));
      }
    }
    if (!(box[0] <= box[2] && box[1] <= box[3])) {
      return null;
    }
    if (box[0] < firstPixel || box[1] < firstPixel) {
      out.note("boxes begin before pixel " + firstPixel);
    }
    // Both ends belong to a box there, only the first here.
    return new double[] {
      box[0] - firstPixel, box[1] - firstPixel, box[2] - firstPixel + 1, box[3] - firstPixel + 1
    };
  }

  private static double number(String text) {
    try {
      double number = Double.parseDouble(text);
      return Double.isFinite(number) ? number : Double.NaN;
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  /** Goes to the next child element; false at the end of the element that it is called in. */
  private static boolean nextChild(XMLStreamReader reader) throws XMLStreamException {
    while (true) {
      switch (reader.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          return true;
        }
        case XMLStreamConstants.END_ELEMENT -> {
          return false;
        }
        case XMLStreamConstants.ENTITY_REFERENCE -> throw new XMLStreamException("an entity");
        default -> {}
      }
    }
  }

  /** The text of an element without its children's, stripped. */
  private static String text(XMLStreamReader reader) throws XMLStreamException {
    StringBuilder text = new StringBuilder();
    while (true) {
      switch (reader.next()) {
        case XMLStreamConstants.START_ELEMENT -> skip(reader);
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
            text.append(reader.getText());
        case XMLStreamConstants.END_ELEMENT -> {
          return text.toString().strip();
        }
        case XMLStreamConstants.ENTITY_REFERENCE -> throw new XMLStreamException("an entity");
        default -> {}
      }
    }
  }

  private static void skip(XMLStreamReader reader) throws XMLStreamException {
    for (int depth = 1; depth > 0; ) {
      switch (reader.next()) {
        case XMLStreamConstants.START_ELEMENT -> depth++;
        case XMLStreamConstants.END_ELEMENT -> depth--;
        default -> {}
      }
      if (depth > MAX_DEPTH) {
        throw new XMLStreamException("elements are nested too deeply");
      }
    }
  }
}

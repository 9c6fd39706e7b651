package io.github.dejavubeam.transforms.io;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a study began with, {@code study.json} of its directory: only with the same does it go on.
 *
 * @param verb what the program was told to do
 * @param options the options that decide the results, by name
 */
public record StudyBeginning(
    @JsonProperty(required = true) String verb,
    @JsonProperty(required = true) TreeMap<String, String> options) {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  static StudyBeginning read(byte[] json) throws JsonProcessingException, IOException {
    return JSON.readValue(json, StudyBeginning.class);
  }

  byte[] json() throws JsonProcessingException {
    return JSON.writeValueAsBytes(this);
  }

  /** The first difference, as "what this is, not what that is". */
  Optional<String> difference(StudyBeginning that) {
    if (!verb.equals(that.verb)) {
      return Optional.of("of dejavu " + verb + ", not of dejavu " + that.verb);
    }
    TreeSet<String> names = new TreeSet<>(options.keySet());
    names.addAll(that.options.keySet());
    return names.stream()
        .filter(name -> !option(name).equals(that.option(name)))
        .map(name -> option(name) + ", not " + that.option(name))
        .findFirst();
  }

  private String option(String name) {
    String value = options.get(name);
    return value == null ? "without --" + name : "with --" + name + "=" + value;
  }
}

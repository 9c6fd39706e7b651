package io.github.dejavubeam.pipelines;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks an option whose values, or what follows {@code NAME=} in them, are paths of files that
 * workers open.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface Paths {

  /** What the files are. */
  Content value();

  /** Contents of files that differ in where workers may have them from. */
  enum Content {
    /** Examples, vectors and results, which every worker reads or writes. */
    DATA,
    /** Directories of models, which the image of workers may hold as well. */
    MODELS
  }
}

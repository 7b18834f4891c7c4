/** Reading measured from outside: extraction and the way to the decision beside bare Tika, on the same documents. */
@NullMarked
package dev.sluice.bench.reading;

import org.jspecify.annotations.NullMarked;

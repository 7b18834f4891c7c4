/**
 * What the pattern tier finds by form, checksum and label, written down once more for {@code java.util.regex}: the peer
 * that everybody has at hand. Dictionaries of names, disguises, tables and the check of the language are not in it.
 */
@NullMarked
package dev.sluice.bench.regex;

import org.jspecify.annotations.NullMarked;

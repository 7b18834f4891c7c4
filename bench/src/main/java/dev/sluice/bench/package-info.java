/** What is measured. Nothing of it is part of the product. */
@NullMarked
package dev.sluice.bench;

import org.jspecify.annotations.NullMarked;

/** How many stored decisions a minute another bundle is asked about. */
@NullMarked
package dev.sluice.bench.policy;

import org.jspecify.annotations.NullMarked;

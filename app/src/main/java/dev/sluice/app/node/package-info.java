/** Wires the modules into one running node: services, roles and their database users, in the order in which they need each other. */
@NullMarked
package dev.sluice.app.node;

import org.jspecify.annotations.NullMarked;

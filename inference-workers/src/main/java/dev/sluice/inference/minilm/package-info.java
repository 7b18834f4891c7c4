/**
 * The open model that needs nothing installed: all-MiniLM-L6-v2 (int8) run in this process on one core. It embeds
 * sentences; summaries pick sentences of the document, labels are chosen by similarity. It generates no text, so
 * nothing that a document says can make it say anything else.
 */
@NullMarked
package dev.sluice.inference.minilm;

import org.jspecify.annotations.NullMarked;

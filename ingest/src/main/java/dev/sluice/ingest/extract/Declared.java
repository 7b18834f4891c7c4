package dev.sluice.ingest.extract;

import java.nio.charset.Charset;
import org.apache.tika.mime.MediaType;
import org.jspecify.annotations.Nullable;

/** What the document around a part says about it; anybody may write anything there. */
record Declared(@Nullable Charset charset, @Nullable MediaType type) {
    static final Declared NOTHING = new Declared(null, null);

    static Declared of(@Nullable MediaType type) {
        return type == null
                ? NOTHING
                : new Declared(Charsets.named(type.getParameters().get("charset")), type.getBaseType());
    }

    /** Whether it is called a page. */
    boolean isPage() {
        return type != null && PageFragment.isPageType(type.toString());
    }

    /** Whether it is called a style sheet. */
    boolean isStyleSheet() {
        return type != null && type.getSubtype().equals("css");
    }
}

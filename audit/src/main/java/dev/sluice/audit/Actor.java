package dev.sluice.audit;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Who did it (45 CFR 164.312(a)(2)(i), NIST SP 800-53 AU-3).
 *
 * @param kind "system" or "user"
 * @param id the part's name or the person's login
 * @param authentication how the identity was established, for example "internal", "local" or "token"
 */
public record Actor(String kind, String id, String authentication) {

    /** Refuses parts that are not plain identifiers. */
    public Actor {
        kind = Values.identifier("actor kind", kind);
        id = Values.identifier("actor id", id);
        authentication = Values.identifier("actor authentication", authentication);
    }

    /** A part of this product acting by itself. */
    public static Actor system(String part) {
        return new Actor("system", part, "internal");
    }

    /**
     * The operating system's user who runs this process, as the kernel says and no setting of the program. A login with
     * characters that no identifier may hold is named by its bytes in hex, so that two logins never look alike.
     */
    public static Actor localUser() {
        return user(ProcessHandle.current().info().user().orElse("unknown"), "local");
    }

    /** A person with the given login, authenticated in the given way. */
    public static Actor user(String login, String authentication) {
        String id = Values.isIdentifier(login)
                ? login
                : "hex:" + HexFormat.of().formatHex(login.getBytes(StandardCharsets.UTF_8));
        return new Actor("user", id, authentication);
    }
}

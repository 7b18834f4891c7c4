package dev.sluice.db;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An administrator's URL taken apart, so that the password stands in no URL that anything could log. */
final class JdbcUrl {
    private final String withoutCredentials;
    private final Optional<String> user;
    private final Optional<String> password;

    private JdbcUrl(String withoutCredentials, Optional<String> user, Optional<String> password) {
        this.withoutCredentials = withoutCredentials;
        this.user = user;
        this.password = password;
    }

    static JdbcUrl parse(String url) {
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new DatabaseException("expected a URL that starts with jdbc:postgresql:");
        }
        int question = url.indexOf('?');
        String base = question < 0 ? url : url.substring(0, question);
        String query = question < 0 ? "" : url.substring(question + 1);
        List<String> kept = new ArrayList<>();
        Optional<String> user = Optional.empty();
        Optional<String> password = Optional.empty();
        for (String parameter : query.split("&", -1)) {
            int equals = parameter.indexOf('=');
            String name = equals < 0 ? parameter : parameter.substring(0, equals);
            String value = equals < 0 ? "" : parameter.substring(equals + 1);
            switch (name) {
                case "" -> {}
                case "user" -> user = Optional.of(decode(value));
                case "password" -> password = Optional.of(decode(value));
                default -> kept.add(parameter);
            }
        }
        // The server's detail quotes values of the row that it refuses: never into an exception of ours.
        kept.removeIf(parameter -> parameter.startsWith("logServerErrorDetail="));
        kept.add("logServerErrorDetail=false");
        return new JdbcUrl(base + "?" + String.join("&", kept), user, password);
    }

    String withoutCredentials() {
        return withoutCredentials;
    }

    Optional<String> user() {
        return user;
    }

    Optional<String> password() {
        return password;
    }

    private static String decode(String value) {
        return URLDecoder.decode(value, StandardCharsets.UTF_8);
    }
}

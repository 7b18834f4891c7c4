package dev.sluice.classifier.pattern;

import java.util.Set;

/** Local parts of mail addresses, as far as they tell a person from a mailbox that a manual invents. */
final class LocalParts {
    private static final int LONG = 4;
    private static final Set<String> PLACEHOLDERS = Set.of(
            "john",
            "jane",
            "doe",
            "smith",
            "alice",
            "bob",
            "carol",
            "dave",
            "mary",
            "peter",
            "foo",
            "bar",
            "baz",
            "test",
            "tester",
            "user",
            "name",
            "first",
            "last",
            "firstname",
            "lastname",
            "surname",
            "someone",
            "somebody",
            "nobody",
            "anyone",
            "joe",
            "bloggs",
            "blow",
            "jdoe",
            "johndoe",
            "janedoe",
            "example",
            "sample",
            "demo",
            "mustermann",
            "musterfrau",
            "dupont",
            "rossi",
            "bianchi",
            "fulano",
            "mengano",
            "jansen",
            "janssen",
            "nomen",
            "nescio",
            "noreply",
            "username",
            "prenom",
            "vorname",
            "nachname",
            "nombre",
            "apellido",
            "nome",
            "cognome",
            "sobrenome",
            "voornaam",
            "achternaam",
            "xxxx",
            "abcd",
            "localpart",
            "subaddress",
            "subaddressing",
            "mailbox",
            "alias",
            "plus");

    private LocalParts() {}

    /** Two or more parts of letters, of which one has four or more and is neither an ordinary word nor a placeholder. */
    static boolean arePersonal(String folded) {
        int parts = 0;
        boolean personal = false;
        for (String part : folded.split("[._+-]+")) {
            String letters = part.replaceAll("\\d+$", "");
            if (letters.isEmpty() || !letters.chars().allMatch(c -> Units.isLetter((char) c) || c == '\'')) {
                continue;
            }
            parts++;
            personal |= letters.length() >= LONG
                    && !OrdinaryWords.has(letters)
                    && !PLACEHOLDERS.contains(letters)
                    && isSpelled(letters);
        }
        return parts >= 2 && personal;
    }

    /** With a vowel and a consonant: no abbreviation of a system. */
    private static boolean isSpelled(String letters) {
        return letters.chars().anyMatch(c -> "aeiouy".indexOf(c) >= 0 || c >= 0x80);
    }
}

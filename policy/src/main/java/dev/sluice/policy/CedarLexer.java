package dev.sluice.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Splits the text of policies or of a schema into tokens as Cedar does, and refuses what Cedar has no token for with the
 * line where it stands. Runs before the native parser sees anything.
 *
 * @see <a href="https://docs.cedarpolicy.com/policies/syntax-grammar.html">Cedar's grammar</a>
 */
final class CedarLexer {
    private static final Pattern TOKEN =
            Pattern.compile("(?<blank>[ \\t\\n]++|//[^\\n]*+)|(?<word>[_a-zA-Z][_a-zA-Z0-9]*+)|(?<number>[0-9]++)"
                    + "|(?<quoted>\"[^\"\\\\\\n]*+(?:\\\\[^\\n][^\"\\\\\\n]*+)*+\")"
                    + "|(?<sign>&&|\\|\\||==|!=|<=|>=|::|[-()\\[\\]{},;:.@!<>+*?=])");
    private static final Map<Character, String> INSTEAD = Map.of(
            '&', "Write && for \"and\"",
            '|', "Write || for \"or\"",
            '\'', "Write the text between straight double quotation marks, as Kind::\"CLOSED_API\"",
            '“', "Write straight quotation marks, \" and \"",
            '”', "Write straight quotation marks, \" and \"",
            '„', "Write straight quotation marks, \" and \"",
            '#', "Write // before a remark",
            '/', "Write // before each line of a remark",
            '≠', "Write != for \"is not\"");

    private final String file;
    private final String text;
    private final Consumer<CedarToken> reader;
    /** Those of the policy that is being read. */
    private final List<CedarToken> current = new ArrayList<>();

    private CedarLexer(String file, String text, Consumer<CedarToken> reader) {
        this.file = file;
        this.text = text;
        this.reader = reader;
    }

    /** The tokens of a text, remarks and blanks left out. */
    static List<CedarToken> tokens(String file, String text) {
        List<CedarToken> tokens = new ArrayList<>();
        read(file, text, tokens::add);
        return tokens;
    }

    /** Gives the tokens one by one to a reader, who may throw when there are too many. */
    static void read(String file, String text, Consumer<CedarToken> reader) {
        new CedarLexer(file, text, reader).read();
    }

    private void read() {
        Matcher matcher = TOKEN.matcher(text);
        int at = 0;
        int line = 1;
        while (at < text.length()) {
            matcher.region(at, text.length());
            if (!matcher.lookingAt()) {
                throw refused(at, line);
            }
            String found = matcher.group();
            if (matcher.group("blank") == null) {
                CedarToken token = new CedarToken(kind(matcher), found, at, matcher.end(), line);
                reader.accept(token);
                current.add(token);
                if (token.is(";")) {
                    current.clear();
                }
            } else if (found.charAt(0) != '/') {
                line += (int) found.chars().filter(c -> c == '\n').count();
            }
            at = matcher.end();
        }
    }

    private static CedarToken.Kind kind(Matcher matcher) {
        if (matcher.group("word") != null) {
            return CedarToken.Kind.WORD;
        }
        if (matcher.group("number") != null) {
            return CedarToken.Kind.NUMBER;
        }
        return matcher.group("quoted") == null ? CedarToken.Kind.SIGN : CedarToken.Kind.QUOTED;
    }

    private Problems.Malformed refused(int at, int line) {
        String policy = CedarStatement.idIn(current);
        char found = text.charAt(at);
        if (found == '"') {
            return new Problems.Malformed(
                    file,
                    line,
                    policy,
                    "a quoted text does not end on its line",
                    "Write a quotation mark at its end, and \\\" for one inside it");
        }
        return new Problems.Malformed(
                file,
                line,
                policy,
                "found " + text.substring(at, text.offsetByCodePoints(at, 1)) + " where Cedar knows no such sign",
                INSTEAD.getOrDefault(found, "Remove it, or write // before a remark and \" around a text"));
    }
}

package dev.sluice.ingest.extract;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Set;
import java.util.function.Consumer;

/** Programs in the language of PostScript that a PDF holds instead of tables: of characters, and of functions. */
final class PostScriptTable {
    /** ISO 32000-1 §7.10.5.2, table 42. */
    private static final Set<String> CALCULATING = Set.of(
            "abs",
            "add",
            "atan",
            "ceiling",
            "cos",
            "cvi",
            "cvr",
            "div",
            "exp",
            "floor",
            "idiv",
            "ln",
            "log",
            "mod",
            "mul",
            "neg",
            "round",
            "sin",
            "sqrt",
            "sub",
            "truncate",
            "and",
            "bitshift",
            "eq",
            "false",
            "ge",
            "gt",
            "le",
            "lt",
            "ne",
            "not",
            "or",
            "true",
            "xor",
            "if",
            "ifelse",
            "copy",
            "dup",
            "exch",
            "index",
            "pop",
            "roll",
            "{",
            "}");
    /** Adobe Technical Note 5014, with what else such tables are written with. */
    private static final Set<String> CHARACTERS = Set.of(
            "begincmap",
            "endcmap",
            "usecmap",
            "usefont",
            "CMapName",
            "CIDSystemInfo",
            "begincodespacerange",
            "endcodespacerange",
            "beginbfchar",
            "endbfchar",
            "beginbfrange",
            "endbfrange",
            "begincidchar",
            "endcidchar",
            "begincidrange",
            "endcidrange",
            "beginnotdefchar",
            "endnotdefchar",
            "beginnotdefrange",
            "endnotdefrange",
            "beginrearrangedfont",
            "endrearrangedfont",
            "beginusematrix",
            "endusematrix",
            "dict",
            "begin",
            "end",
            "def",
            "dup",
            "put",
            "get",
            "pop",
            "exch",
            "findresource",
            "defineresource",
            "currentdict",
            "array",
            "true",
            "false",
            "null",
            "readonly",
            "known",
            "ifelse",
            "if",
            "[",
            "]",
            "{",
            "}",
            "<<",
            ">>");

    private static final Set<String> BEGINNINGS =
            Set.of("begincmap", "begincodespacerange", "beginbfchar", "beginbfrange", "usecmap");
    /** Bytes that a hexadecimal string has at most as the characters of a ligature; more may be a text. */
    private static final int LIGATURE = 8;

    private final String program;
    private final Set<String> operators;
    private final Consumer<String> told;
    private boolean begun;

    private PostScriptTable(byte[] program, Set<String> operators, Consumer<String> told) {
        this.program = new String(program, StandardCharsets.ISO_8859_1);
        this.operators = operators;
        this.told = told;
    }

    /** Whether a program calculates and nothing else: numbers and the operators that there are for it. */
    static boolean calculates(byte[] program) {
        PostScriptTable table = new PostScriptTable(program, CALCULATING, text -> {});
        return table.isKnown() && program.length > 0;
    }

    /** Whether a program is a table of characters and nothing else; what may be written in its strings is told. */
    static boolean isOfCharacters(byte[] program, Consumer<String> told) {
        PostScriptTable table = new PostScriptTable(program, CHARACTERS, told);
        return table.isKnown() && table.begun;
    }

    private boolean isKnown() {
        boolean calculating = operators.equals(CALCULATING);
        int at = 0;
        while (at < program.length()) {
            char c = program.charAt(at);
            int end = at + 1;
            if (c == '%' && !calculating) {
                end = lineEnd(at);
                look(program.substring(at + 1, end));
            } else if (c == '(' && !calculating) {
                end = stringEnd(at);
                look(program.substring(at + 1, Math.max(at + 1, end - 1)));
            } else if (c == '<' && !calculating && at + 1 < program.length() && program.charAt(at + 1) != '<') {
                end = program.indexOf('>', at) + 1;
                if (end == 0 || !hexadecimal(program.substring(at + 1, end - 1))) {
                    return false;
                }
            } else if (c == '/' && !calculating) {
                end = wordEnd(at + 1);
                String name = program.substring(at + 1, end);
                if (SpokenWords.isWrittenName(name)) {
                    told.accept(name);
                }
            } else if (c > ' ') {
                end = program.startsWith("<<", at) || program.startsWith(">>", at)
                        ? at + 2
                        : isDelimiter(c) ? at + 1 : wordEnd(at);
                if (!isWord(program.substring(at, end))) {
                    return false;
                }
            }
            at = end;
        }
        return true;
    }

    private boolean isWord(String word) {
        begun |= BEGINNINGS.contains(word);
        return operators.contains(word) || isNumber(word);
    }

    private void look(String text) {
        if (SpokenWords.isWritten(text)) {
            told.accept(text.strip());
        }
    }

    private boolean hexadecimal(String digits) {
        String plain = digits.replaceAll("\\s+", "");
        try {
            byte[] bytes = HexFormat.of().parseHex(plain.length() % 2 == 0 ? plain : plain + "0");
            if (bytes.length > LIGATURE) {
                WrittenRuns.look(bytes, told);
            }
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private int lineEnd(int from) {
        int at = from;
        while (at < program.length() && program.charAt(at) != '\n' && program.charAt(at) != '\r') {
            at++;
        }
        return at;
    }

    private int stringEnd(int from) {
        int depth = 0;
        int at = from;
        for (; at < program.length(); at++) {
            char c = program.charAt(at);
            if (c == '\\') {
                at++;
            } else if (c == '(') {
                depth++;
            } else if (c == ')' && --depth == 0) {
                return at + 1;
            }
        }
        return program.length();
    }

    private int wordEnd(int from) {
        int at = from;
        while (at < program.length() && program.charAt(at) > ' ' && !isDelimiter(program.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isDelimiter(char c) {
        return "()<>[]{}/%".indexOf(c) >= 0;
    }

    /** A number of few digits; longer ones could be somebody's. */
    private static boolean isNumber(String word) {
        int digits = 0;
        int points = 0;
        for (int i = word.startsWith("-") || word.startsWith("+") ? 1 : 0; i < word.length(); i++) {
            char c = word.charAt(i);
            digits += c >= '0' && c <= '9' ? 1 : 0;
            points += c == '.' ? 1 : 0;
            if (c != '.' && (c < '0' || c > '9')) {
                return false;
            }
        }
        return digits > 0 && points < 2 && (points == 1 ? digits < 20 : digits < 8);
    }
}

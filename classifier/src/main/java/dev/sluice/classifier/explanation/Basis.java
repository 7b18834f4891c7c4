package dev.sluice.classifier.explanation;

/** What a finding rests on. */
public enum Basis {
    /** Its form: no word near it changes the answer. */
    FORM("its form; no word near it changes that"),
    /** Words near it, or in the head of its column or segment: those that are named. */
    WORDS("the words that are named"),
    /** Words near it, of which none is needed and none enough by itself. */
    WORDS_TOGETHER("the words around it together; none of them is needed and none is enough alone"),
    /** The same word was part of a person's name earlier in the text. */
    EARLIER_NAME("a person's name earlier in the text, of which it is a part"),
    /** It stands in a word list of the policy bundle. */
    WORD_LIST("a word list of the policy bundle, in which it stands"),
    /** The answer of a network over all words around it, which no single word explains. */
    NETWORK("the answer of the token classifier, which no single word explains"),
    /** The quote of a model that took a last look, which no single word explains. */
    LAST_LOOK("the quote of the model that took a last look, which no single word explains"),
    /** Something that stands further away than was looked for. */
    DISTANT("something that stands further from it than was looked for"),
    /** The document has more findings than reasons are sought for. */
    NOT_SOUGHT("what was not sought: the document has too many findings");

    private final String meaning;

    Basis(String meaning) {
        this.meaning = meaning;
    }

    /** What it means, as it goes on after "It rests on". */
    public String meaning() {
        return meaning;
    }
}

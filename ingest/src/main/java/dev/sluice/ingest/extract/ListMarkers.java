package dev.sluice.ingest.extract;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/** The numbers that a browser puts before the items of those lists whose author chose them. */
final class ListMarkers {
    private static final Pattern NUMBER = Pattern.compile("\\s*+[-+]?\\d{1,9}\\s*+");

    private final Map<Element, Integer> next = new IdentityHashMap<>();

    /** What stands before the content of an element; empty for all but items of such a list. */
    String of(Element element) {
        if (element.nodeName().equals("ol")) {
            chosen(element.attr("start"), element);
            return "";
        }
        Element list = element.parent();
        if (!element.nodeName().equals("li") || list == null) {
            return "";
        }
        chosen(element.attr("value"), list);
        Integer number = next.get(list);
        if (number == null) {
            return "";
        }
        next.put(list, number + 1);
        return number + ". ";
    }

    private void chosen(String number, Element list) {
        if (NUMBER.matcher(number).matches()) {
            next.put(list, Integer.parseInt(number.strip()));
        }
    }
}

package dev.sluice.ingest.extract;

import javax.xml.stream.XMLInputFactory;

/** Makes parsers that read no document type definition and reach for nothing outside of a document. */
final class XmlParsers {
    private XmlParsers() {}

    /** A factory of its own; the JDK's, whatever else is on the class path. */
    static XMLInputFactory withoutDefinitions() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    /** The same, which tells of references to entities instead of dropping those that nothing defines. */
    static XMLInputFactory keepingReferences() {
        XMLInputFactory factory = withoutDefinitions();
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        return factory;
    }
}

package dev.raghub.file;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.tika.exception.TikaException;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.parser.EmptyParser;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.apache.tika.parser.html.JSoupParser;
import org.apache.tika.parser.microsoft.OfficeParserConfig;
import org.apache.tika.parser.microsoft.ooxml.OOXMLParser;
import org.apache.tika.parser.pdf.PDFParser;
import org.apache.tika.parser.pdf.PDFParserConfig;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;

/// Apache Tika, with the parser that the kind names and no other: nothing is guessed from the
/// content, and what is embedded in a file is left where it is.
final class TikaParsing {
  private TikaParsing() {}

  /// Gives the text to the handler. Returns the title that the file's metadata has, or nothing.
  static String parse(FileKind kind, byte[] bytes, ContentHandler handler)
      throws IOException, SAXException, TikaException {
    Metadata metadata = new Metadata();
    try (TikaInputStream in = TikaInputStream.get(new ByteArrayInputStream(bytes))) {
      parser(kind).parse(in, handler, metadata, context());
    }
    String title = metadata.get(TikaCoreProperties.TITLE);
    return title == null ? "" : title;
  }

  private static Parser parser(FileKind kind) {
    return switch (kind) {
      case HTML -> new JSoupParser();
      case PDF -> new PDFParser();
      case DOCX -> new OOXMLParser();
      case MARKDOWN, PLAIN ->
          throw new RaghubException(ErrorCode.INTERNAL, kind + " is text already");
    };
  }

  private static ParseContext context() {
    PDFParserConfig pdf = new PDFParserConfig();
    pdf.setOcrStrategy(PDFParserConfig.OCR_STRATEGY.NO_OCR);
    pdf.setExtractInlineImages(false);
    pdf.setExtractActions(false);
    pdf.setExtractBookmarksText(false);
    pdf.setMaxMainMemoryBytes(64L * 1024 * 1024);
    OfficeParserConfig office = new OfficeParserConfig();
    office.setExtractMacros(false);
    office.setIncludeDeletedContent(false);
    office.setUseSAXDocxExtractor(true);
    ParseContext context = new ParseContext();
    context.set(PDFParserConfig.class, pdf);
    context.set(OfficeParserConfig.class, office);
    context.set(Parser.class, EmptyParser.INSTANCE);
    context.set(EmbeddedDocumentExtractor.class, new NothingEmbedded());
    return context;
  }

  private static final class NothingEmbedded implements EmbeddedDocumentExtractor {
    @Override
    public boolean shouldParseEmbedded(Metadata metadata) {
      return false;
    }

    @Override
    public void parseEmbedded(
        InputStream stream, ContentHandler handler, Metadata metadata, boolean outputHtml) {}
  }
}

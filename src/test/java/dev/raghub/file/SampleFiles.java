package dev.raghub.file;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFStyle;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTString;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTStyle;

/// Real files, good and bad.
final class SampleFiles {
  private static final String TYPES =
      """
      <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
      <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
      <Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>
      """;
  private static final String RELATIONS =
      """
      <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
      <Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>
      """;
  private static final String DOCUMENT =
      "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:body></w:document>";

  private SampleFiles() {}

  /// What writes into a stream.
  private interface Writing {
    void to(OutputStream out) throws IOException;
  }

  /// The same line on each page.
  static byte[] pdf(String title, String line, int pages) {
    return bytes(
        out -> {
          try (PDDocument document = new PDDocument()) {
            document.getDocumentInformation().setTitle(title);
            PDPage first = page(document, line);
            for (int at = 1; at < pages; at++) {
              PDPage page = new PDPage();
              page.getCOSObject().setItem("Contents", first.getCOSObject().getItem("Contents"));
              page.setResources(first.getResources());
              document.addPage(page);
            }
            document.save(out);
          }
        });
  }

  private static PDPage page(PDDocument document, String line) throws IOException {
    PDPage page = new PDPage();
    document.addPage(page);
    try (PDPageContentStream content = new PDPageContentStream(document, page)) {
      content.beginText();
      content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 10);
      content.newLineAtOffset(50, 700);
      content.showText(line);
      content.endText();
    }
    return page;
  }

  static byte[] docx(String heading, String... paragraphs) {
    return bytes(
        out -> {
          try (XWPFDocument document = new XWPFDocument()) {
            CTStyle style = CTStyle.Factory.newInstance();
            style.setStyleId("Heading1");
            CTString name = CTString.Factory.newInstance();
            name.setVal("heading 1");
            style.setName(name);
            document.createStyles().addStyle(new XWPFStyle(style));
            var first = document.createParagraph();
            first.setStyle("Heading1");
            first.createRun().setText(heading);
            for (String each : paragraphs) {
              document.createParagraph().createRun().setText(each);
            }
            document.write(out);
          }
        });
  }

  /// A document whose text is as long as said, in a file a thousandth of that.
  static byte[] zipBomb(int megabytes) {
    String[] around = DOCUMENT.split("%s", -1);
    return zip(
        Map.of("[Content_Types].xml", text(TYPES), "_rels/.rels", text(RELATIONS)),
        out -> {
          byte[] spaces = " a".repeat(512 * 1024).getBytes(StandardCharsets.UTF_8);
          out.write(around[0].getBytes(StandardCharsets.UTF_8));
          for (int at = 0; at < megabytes; at++) {
            out.write(spaces);
          }
          out.write(around[1].getBytes(StandardCharsets.UTF_8));
        });
  }

  /// A document that defines entities out of entities.
  static byte[] xmlBomb() {
    StringBuilder entities = new StringBuilder("<!DOCTYPE d [<!ENTITY e0 \"lol\">");
    for (int at = 1; at < 12; at++) {
      entities.append("<!ENTITY e%d \"%s\">".formatted(at, ("&e" + (at - 1) + ";").repeat(10)));
    }
    return withDoctype(entities + "]>", "&e11;");
  }

  /// A document that takes its text from elsewhere.
  static byte[] external(String address) {
    return withDoctype("<!DOCTYPE d [<!ENTITY x SYSTEM \"" + address + "\">]>", "Before &x; after");
  }

  private static byte[] withDoctype(String doctype, String body) {
    return zip(
        Map.of("[Content_Types].xml", text(TYPES), "_rels/.rels", text(RELATIONS)),
        text(doctype + DOCUMENT.formatted(body)));
  }

  private static Writing text(String text) {
    return out -> out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] zip(Map<String, Writing> parts, Writing document) {
    return bytes(
        out -> {
          try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (var part : parts.entrySet()) {
              zip.putNextEntry(new ZipEntry(part.getKey()));
              part.getValue().to(zip);
              zip.closeEntry();
            }
            zip.putNextEntry(new ZipEntry("word/document.xml"));
            document.to(zip);
            zip.closeEntry();
          }
        });
  }

  private static byte[] bytes(Writing writing) {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      writing.to(out);
      return out.toByteArray();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}

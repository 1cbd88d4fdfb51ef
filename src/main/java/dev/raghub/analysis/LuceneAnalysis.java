package dev.raghub.analysis;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.cjk.CJKBigramFilter;
import org.apache.lucene.analysis.cjk.CJKWidthFilter;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.en.KStemFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/// Text to terms: Unicode words, folded case and accents, English possessives and inflections,
/// pairs of ideographs; and a term for each day that it names ([Dates]).
public final class LuceneAnalysis extends Analyzer {
  private final Set<String> functionWords = terms(FunctionWords.TEXT, Integer.MAX_VALUE);

  @Override
  protected TokenStreamComponents createComponents(String field) {
    Tokenizer words = new StandardTokenizer();
    TokenStream terms = new LowerCaseFilter(new CJKWidthFilter(words));
    terms = new CJKBigramFilter(new EnglishPossessiveFilter(terms));
    return new TokenStreamComponents(words, new KStemFilter(new ASCIIFoldingFilter(terms)));
  }

  @Override
  protected Reader initReader(String field, Reader reader) {
    try (reader) {
      StringWriter text = new StringWriter();
      reader.transferTo(text);
      return new StringReader(Dates.marked(text.toString()));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// The different terms of a text, in order, at most `limit`.
  public Set<String> terms(String text, int limit) {
    Set<String> terms = new LinkedHashSet<>();
    try (TokenStream stream = tokenStream("text", text)) {
      CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
      stream.reset();
      while (terms.size() < limit && stream.incrementToken()) {
        terms.add(term.toString());
      }
      stream.end();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return terms;
  }

  /// What a term of a question counts: 1, or a tenth for a word of grammar.
  public float importance(String term) {
    return functionWords.contains(term) ? FunctionWords.WEIGHT : 1f;
  }
}

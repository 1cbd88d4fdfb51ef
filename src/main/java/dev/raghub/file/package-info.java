/// Text out of files: those of folders that mappings name, and those that callers send.
///
/// ```
/// folder below raghub.files.root ── Folder ──▶ paths, bytes ──┐
/// body of a request ──────────────────────────────────────────┴─▶ FileTexts ──▶ title, markdown
/// ```
///
/// [FolderReader] gives the files of a folder as rows, so that runs read them as they read tables.
/// Markdown and plain text are read where they are; the rest by Apache Tika in processes apart
/// ([FileParsers], [ParserMain]), which get bytes and give text over their input and output.
/// Whatever a file holds, it costs no more than its limits and ends nothing but itself.
@NullMarked
package dev.raghub.file;

import org.jspecify.annotations.NullMarked;

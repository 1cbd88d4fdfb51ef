package dev.raghub.rest;

/// What the isolation matrix publishes.
final class IsolationPage {
  static final String NAME = "isolation.md";
  static final String ELSEWHERE = "elsewhere";

  private IsolationPage() {}

  static String of(IsolationFindings findings, int operations, int tools) {
    return introduction(findings, operations, tools) + overHttp(findings) + beside(findings);
  }

  private static String introduction(IsolationFindings findings, int operations, int tools) {
    return """
        # Isolation

        Written by `IsolationMatrixIT` from its own run (`-Draghub.docs=true`): **%d operations** of the live OpenAPI document and
        **%d tools** of the MCP server × **%d callers** = **%d checks, %d leaks**.

        Two tenants, A and B, with two workspaces each: A1, A2, B1, B2. Each workspace has documents and rows for everybody, for who holds
        the label red, and for who holds blue; keys, ids, titles and labels are the same in all four. Every text and every name has a canary
        word of its own. A check looks at status, headers and body, or at what a tool says, for every canary and workspace name that is not
        the caller's, and for a caller with labels also for the keys and labels of rows that it may not read; and that the outcome is the
        one that stands in the table. The last column counts answers in which such a word was found. An operation or a tool that the test
        does not know makes it fail, and so does one that is missing here.

        | Caller | |
        |---|---|
        | no key | sends none |
        | no role | of A1, with every role but the one that the operation needs |
        | A1 | every role, in A1 |
        | A1+A2 | every role, in both workspaces of A |
        | blue, red, no label | may query A1, and reads what has no label or theirs |

        """
        .formatted(operations, tools, IsolationCallers.COUNT, findings.checks(), findings.leaks());
  }

  private static String overHttp(IsolationFindings findings) {
    return """
        ## Operations

        "A2 for A1": the caller A1 names A2 wherever the operation takes a name. Not shown, but counted: the readers name A2, B1 and B2;
        ids of other workspaces' runs are given in A1; bodies are broken.

        | Operation | No key | No role | A2 for A1 | B1, B2 for A1 | B1, B2 for A1+A2 | blue | red | no label | A1 | Leaks |
        |---|---|---|---|---|---|---|---|---|---|---|
        %s

        ## Questions

        By every way to ask, streams among them. "auto" and lists leave the choice of the workspace.

        | Way | X-Workspace | No key | No role | A1 | A1+A2 | blue | red | no label | Leaks |
        |---|---|---|---|---|---|---|---|---|---|
        %s

        What was kept for others, and what a question names or counts that the caller may not read. Blue asks before red does; how an answer
        was served stands beside its status. `HiddenRowsIT` shows that nothing a caller with labels gets, counts among it, looks different
        when rows are written that it may not read, apart from how passages rank.

        | Case | blue | blue again | red | red again | no label | A1 | A1+A2, in A2 | Leaks |
        |---|---|---|---|---|---|---|---|---|
        %s

        """
        .formatted(
            findings.table(IsolationOperations.TABLE),
            findings.table(IsolationQuestions.WAYS),
            findings.table(IsolationQuestions.CASES));
  }

  private static String beside(IsolationFindings findings) {
    return """
        ## MCP tools

        | Tool | No key | No role | A2 for A1 | B1, B2 for A1 | B1, B2 for A1+A2 | blue | red | no label | A1 | Leaks |
        |---|---|---|---|---|---|---|---|---|---|---|
        %s

        ## Elsewhere

        What is for everybody holds no word of anybody: metric names and labels, health, the OpenAPI document, errors; and no line that was
        logged from the first workspace made to the last one erased.

        | Where | Status | Leaks |
        |---|---|---|
        %s
        """
        .formatted(findings.table(IsolationTools.TABLE), findings.table(ELSEWHERE));
  }
}

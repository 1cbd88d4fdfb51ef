/// The door for agents: an MCP server (streamable HTTP at `/mcp`) with tools to search, ask, read
/// and walk the graph. In flow tool calls, out flow short texts under a ceiling of tokens, for a
/// model to read. Every call asks the gate anew who calls and for which workspace; what the gate
/// refuses is a tool's error, in the words of every other door. Changes nothing: all tools read.
@NullMarked
package dev.raghub.mcp;

import org.jspecify.annotations.NullMarked;

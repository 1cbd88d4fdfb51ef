/// A real PostgreSQL 17 and a real Redis as child processes of this JVM, for a machine that has
/// neither: `raghub start` in an empty folder just works, and tests use the same servers.
///
/// **In**: a folder that this process may write ([EmbeddedSettings]). **Out**: two running servers
/// with their addresses and passwords ([EmbeddedServers]), or only the first ([EmbeddedPostgres]).
/// Both listen on 127.0.0.1 alone, on free ports, with random passwords.
///
/// ```
/// folder/lock             held while a JVM uses the folder; its text is that JVM's pid
/// folder/secrets          generated passwords, mode 0600
/// folder/binaries/...     unpacked once per version, put in place by one rename
/// folder/postgres/data    the cluster; `data.new` is one that initdb has not finished
/// folder/redis            the append-only file of the cache
/// folder/*.log, *.log.1   what a server printed since its start, and before it
/// ```
///
/// A start locks the folder, stops what a killed JVM left running on it, discards a half-made
/// cluster, starts both servers and waits until they answer. PostgreSQL keeps what it has
/// acknowledged (`fsync` is on), also when it or the JVM is killed. An end, by
/// [EmbeddedServers#close()] or the JVM's shutdown, is orderly and bounded in time.
///
/// PostgreSQL refuses to run as root: then both servers run in a user namespace, or as `nobody`
/// where namespaces are forbidden.
///
/// The package knows nothing of raghub but its errors, and nothing of CDI. Linux on amd64 and arm64
/// only: elsewhere a start fails and names the settings for servers of one's own.
@NullMarked
package dev.raghub.embedded;

import org.jspecify.annotations.NullMarked;

package dev.raghub.broker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/// A server's key and its certificate for 127.0.0.1, which nobody has signed, in a folder of its
/// own.
record Certificate(Path folder) {
  static final String PASSWORD = "only-in-tests";
  private static final String NAME = "server";

  static Certificate make(Path folder) throws IOException {
    Certificate made = new Certificate(folder);
    keytool(
        "-genkeypair",
        List.of("-keyalg", "EC", "-dname", "CN=broker", "-ext", "san=ip:127.0.0.1"),
        made.keys());
    keytool("-exportcert", List.of("-rfc", "-file", made.certificate().toString()), made.keys());
    keytool(
        "-importcert", List.of("-noprompt", "-file", made.certificate().toString()), made.trust());
    made.writeKey();
    return made;
  }

  /// The key with its certificate, as PKCS 12.
  Path keys() {
    return folder.resolve("keys.p12");
  }

  /// What a client has to trust, as PKCS 12.
  Path trust() {
    return folder.resolve("trust.p12");
  }

  Path certificate() {
    return folder.resolve("certificate.pem");
  }

  Path key() {
    return folder.resolve("key.pem");
  }

  private void writeKey() throws IOException {
    try {
      byte[] key =
          KeyStore.getInstance(keys().toFile(), PASSWORD.toCharArray())
              .getKey(NAME, PASSWORD.toCharArray())
              .getEncoded();
      Files.writeString(
          key(),
          "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
              .formatted(Base64.getMimeEncoder().encodeToString(key)));
    } catch (GeneralSecurityException refused) {
      throw new IllegalStateException(refused);
    }
  }

  private static void keytool(String what, List<String> how, Path store) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.add(what);
    command.addAll(how);
    command.addAll(List.of("-alias", NAME, "-keystore", store.toString(), "-storetype", "PKCS12"));
    command.addAll(List.of("-storepass", PASSWORD));
    Tethered.run(command, Map.of());
  }
}

# Sourced by raghub and .ci/run: sets JAVA_HOME to a JDK 25 or newer, or says what to do.

raghub_jdk_version() {
  [ -x "$1/bin/javac" ] && "$1/bin/javac" -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p'
}

raghub_find_jdk() {
  local candidate version
  for candidate in "${JAVA_HOME:-}" /usr/lib/jvm/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* /opt/java/* /opt/jdk* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    version=$(raghub_jdk_version "$candidate")
    if [ "${version:-0}" -ge 25 ]; then
      JAVA_HOME=$candidate
      export JAVA_HOME
      return 0
    fi
  done
  echo "raghub: no JDK 25 or newer found in JAVA_HOME, /usr/lib/jvm, ~/.sdkman or ~/.jdks; install one or set JAVA_HOME" >&2
  return 5
}

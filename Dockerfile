# The gateway alone; PostgreSQL, Redis and models stand beside it (docker-compose.yml).
FROM eclipse-temurin:25-jdk AS build
WORKDIR /build
COPY . .
RUN ./mvnw -B -ntp -Dmaven.test.skip -Dspotless.check.skip package

FROM eclipse-temurin:25-jre
RUN useradd --system --create-home --home-dir /var/lib/raghub raghub
WORKDIR /var/lib/raghub
COPY --from=build /build/target/quarkus-app /opt/raghub
USER raghub
ENV RAGHUB_HTTP_HOST=0.0.0.0
EXPOSE 8080
VOLUME /var/lib/raghub
ENTRYPOINT ["java", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-jar", "/opt/raghub/quarkus-run.jar"]
CMD ["start"]

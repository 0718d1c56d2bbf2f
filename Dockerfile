# Mainspring for docker-compose.yml; databases and Temporal are containers of their own.
FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /build
COPY . .
RUN mvn -B -ntp -Dmaven.test.skip=true -Dspotless.check.skip=true package \
    && java -Djarmode=tools -jar target/mainspring.jar extract --destination /app

FROM eclipse-temurin:25-jre
# What local workspaces are made of; where the container may not make namespaces, Mainspring says so.
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        bubblewrap curl git openssh-client passt procps ripgrep util-linux \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --create-home --home-dir /home/mainspring mainspring \
    && install -d -o mainspring -g mainspring -m 700 /data
COPY --from=build /app /app
COPY jvm.options /app/
USER mainspring
ENV MALLOC_ARENA_MAX=2
VOLUME /data
EXPOSE 8080
ENTRYPOINT ["java", "@/app/jvm.options", "-jar", "/app/mainspring.jar"]

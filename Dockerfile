# The product: one image, one command (`marsad`), one service a stage (docker-compose.yml).

FROM node:22.21.1-bookworm-slim AS front
WORKDIR /build/dashboard/front
COPY dashboard/front/package.json dashboard/front/package-lock.json dashboard/front/.npmrc ./
RUN npm ci
COPY dashboard/front ./
RUN npm run build

FROM python:3.12.11-slim-bookworm AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
WORKDIR /build
RUN python -m venv /opt/marsad
# Packages first: this layer is built again only when a pinned version changes.
COPY requirements/build.txt requirements/runtime.txt requirements/
RUN /opt/marsad/bin/pip install --no-deps --require-hashes -r requirements/build.txt \
    && /opt/marsad/bin/pip install --no-deps --require-hashes --no-build-isolation \
        -r requirements/runtime.txt
COPY pyproject.toml README.md ./
COPY requirements/runtime.in requirements/
COPY schemas schemas
COPY streams streams
COPY connectors connectors
COPY dashboard dashboard
COPY --from=front /build/dashboard/static/build dashboard/static/build
RUN /opt/marsad/bin/pip install --no-deps --no-build-isolation . \
    && /opt/marsad/bin/pip uninstall --yes setuptools pip

FROM python:3.12.11-slim-bookworm
# A fixed id, so that volumes keep their owner from one build to the next.
RUN groupadd --gid 10001 marsad \
    && useradd --uid 10001 --gid marsad --no-create-home --home-dir /tmp \
        --shell /usr/sbin/nologin marsad \
    && install --directory --owner marsad --group marsad --mode 0700 /var/lib/marsad
COPY --from=build /opt/marsad /opt/marsad
# camel-tools makes a folder in the home directory when it is imported, and Faust one for its state;
# the root file system is read-only in service, so both go to the temporary folder. Nothing in it
# is missed after a restart: what has to last is in Kafka, and the key of links in mails in a volume.
ENV PATH=/opt/marsad/bin:$PATH \
    HOME=/tmp \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    MARSAD_STATE_DIR=/tmp/marsad
USER 10001:10001
WORKDIR /tmp
# Compose asks each stage about itself; this asks whether the image can work where it runs.
HEALTHCHECK --interval=60s --timeout=30s --start-period=60s CMD ["marsad", "doctor"]
ENTRYPOINT ["marsad"]
CMD ["--help"]

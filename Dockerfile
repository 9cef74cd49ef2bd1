# UNTRIED on the machine where it was written, which has no container engine; CI builds and starts it.
# Build: docker build -t dyadline .
# The demonstration, once there is somebody who can sign in:
#   docker run --rm -it -v dyadline:/srv/dyadline/data dyadline dyadline user add NAME --role admin
#   docker run --rm -v dyadline:/srv/dyadline/data -p 127.0.0.1:8000:8000 dyadline dyadline serve --host 0.0.0.0

FROM python:3.11-slim-bookworm

ENV PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    PIP_DISABLE_PIP_VERSION_CHECK=1 \
    PIP_NO_CACHE_DIR=1

RUN useradd --system --uid 10001 --home-dir /srv/dyadline dyadline \
    && install --directory --owner=dyadline /srv/dyadline/data
WORKDIR /srv/dyadline

# The packages first: they change less often than the code.
COPY requirements.lock .
RUN pip install --no-deps --require-hashes --requirement requirements.lock

# The code is installed from where it lies, as on a desk: templates, static files and migrations stand beside it.
COPY . .
RUN pip install --no-deps --no-build-isolation --no-index --editable . \
    && python -m compileall -q app

USER dyadline
VOLUME /srv/dyadline/data
EXPOSE 8000

HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \
    CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/healthz', timeout=2)"]

CMD ["dyadline", "serve", "--host", "0.0.0.0", "--no-demo"]
